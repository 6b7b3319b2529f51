import { cmp, Dexie, RangeSet } from 'dexie';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import type { SummaryRow } from './rows.ts';

type Key = readonly [LogId, DocumentId];

/**
 * All summaries in memory, kept equal to the table: lists are asked for after every write, and to read ten thousand rows
 * each time would cost more than the write. Only what changed is read again.
 */
export class SummaryShelf {
  readonly #db: FieldDatabase;
  #rows: Map<string, SummaryRow> | null = null;
  #sorted: readonly SummaryRow[] | null = null;
  /** Changed since they were read. */
  #stale = new Map<string, Key>();
  #reading: Promise<unknown> = Promise.resolve();
  #isListening = false;
  /** How often all of it was let go, which may happen while it is being read. */
  #forgotten = 0;

  constructor(db: FieldDatabase) {
    this.#db = db;
  }

  /** In the order of ids. Asked within a live query, it is asked again whenever a summary changes. */
  async read(): Promise<readonly SummaryRow[]> {
    this.#listen();
    // Tells Dexie that all of the table is looked at; a range with values, or changes would not count.
    await this.#db.summaries.limit(1).toArray();
    // One after the other: two that read the same changes would both take them away from each other.
    const refreshed = this.#reading.then(() => this.#refresh());
    this.#reading = refreshed.catch(() => undefined);
    await refreshed;
    return (this.#sorted ??= [...(this.#rows?.entries() ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, row]) => row));
  }

  async #refresh(): Promise<void> {
    if (this.#rows === null) {
      let rows: readonly SummaryRow[];
      let forgotten: number;
      do {
        forgotten = this.#forgotten;
        this.#stale.clear();
        rows = await this.#db.summaries.toArray();
      } while (forgotten !== this.#forgotten);
      this.#rows = new Map(rows.map((row) => [nameOf([row.log, row.doc]), row]));
      this.#sorted = null;
      return;
    }
    if (this.#stale.size === 0) return;
    const changed = [...this.#stale];
    this.#stale = new Map();
    const rows = await this.#db.summaries.bulkGet(changed.map(([, key]) => key));
    changed.forEach(([name], at) => {
      const row = rows[at];
      if (row) this.#rows?.set(name, row);
      else this.#rows?.delete(name);
    });
    this.#sorted = null;
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    const part = `idb://${this.#db.name}/summaries/`;
    const hear: Parameters<typeof Dexie.on.storagemutated.subscribe>[0] = (parts) => this.#note(parts[part]);
    Dexie.on.storagemutated.subscribe(hear);
    this.#db.on('close', () => {
      Dexie.on.storagemutated.unsubscribe(hear);
      this.#isListening = false;
      this.#forget();
    });
  }

  /** Which rows were changed by a transaction that is over. */
  #note(changed: Parameters<typeof RangeSet>[0] | undefined): void {
    if (changed === undefined) return;
    for (const { from, to } of RangeSet(changed)) {
      // A range and not a row, as where many were changed at once: all are read again.
      if (cmp(from, to) !== 0) return this.#forget();
      const key = from as Key; // the table's own
      this.#stale.set(nameOf(key), key);
    }
  }

  #forget(): void {
    this.#forgotten += 1;
    this.#rows = null;
    this.#sorted = null;
    this.#stale.clear();
  }
}

const nameOf = ([log, doc]: Key): string => `${log} ${doc}`;
