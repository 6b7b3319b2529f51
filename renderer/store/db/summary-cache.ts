import { cmp, Dexie, RangeSet, type Table } from 'dexie';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { SummaryRow } from './rows.ts';

type SummaryKey = readonly [LogId, DocumentId];
type SummaryRows = Map<string, SummaryRow>;

/** Part of the database that the cache needs. */
type SummaryDatabase = Pick<Dexie, 'name' | 'on'> & { readonly summaries: Table<SummaryRow, SummaryKey> };

/**
 * All summaries in memory, equal to the table. Lists are read after every write, and ten thousand rows would cost more
 * than the write. Only changed rows are read again.
 */
export class SummaryCache {
  readonly #db: SummaryDatabase;
  /** By name, in the order of ids. */
  #rows: SummaryRows | null = null;
  #list: readonly SummaryRow[] | null = null;
  /** Keys that changed since the rows were read. */
  #stale = new Map<string, SummaryKey>();
  #reading: Promise<unknown> = Promise.resolve();
  #isListening = false;
  /** Number of times that the cache was emptied, which may happen during a read. */
  #forgotten = 0;

  constructor(db: SummaryDatabase) {
    this.#db = db;
  }

  /** Summaries in the order of ids. Within a live query, it runs again whenever a summary changes. */
  async read(): Promise<readonly SummaryRow[]> {
    this.#listen();
    // Makes Dexie observe the whole table; the range must have values, or changes would not count.
    await this.#db.summaries.limit(1).toArray();
    // One after the other: two concurrent refreshes would take the same changes from each other.
    const refreshed = this.#reading.then(() => this.#refresh());
    // After a failed read, the set of changed rows is unknown.
    this.#reading = refreshed.catch(() => this.#forget());
    return refreshed;
  }

  async #refresh(): Promise<readonly SummaryRow[]> {
    for (;;) {
      const forgotten = this.#forgotten;
      const summaryRows = await (this.#rows === null ? this.#readAll() : this.#readChanged(this.#rows));
      // The cache was emptied meanwhile: these rows may be outdated.
      if (forgotten !== this.#forgotten) continue;
      this.#rows = summaryRows;
      return (this.#list ??= [...summaryRows.values()]);
    }
  }

  async #readAll(): Promise<SummaryRows> {
    this.#stale.clear();
    const summaryRows = await this.#db.summaries.toArray();
    this.#list = null;
    return new Map(summaryRows.map((row) => [summaryCacheKey([row.log, row.doc]), row]));
  }

  async #readChanged(knownSummaryRows: SummaryRows): Promise<SummaryRows> {
    if (this.#stale.size === 0) return knownSummaryRows;
    const changed = [...this.#stale];
    this.#stale = new Map();
    const summaryRows = await this.#db.summaries.bulkGet(changed.map(([, key]) => key));
    const isLonger = changed.some(
      ([name], at) => summaryRows[at] !== undefined && !knownSummaryRows.has(name),
    );
    changed.forEach(([name], at) => {
      const summaryRow = summaryRows[at];
      if (summaryRow) knownSummaryRows.set(name, summaryRow);
      else knownSummaryRows.delete(name);
    });
    this.#list = null;
    // A replaced row keeps its place in a map; only new ones need sorting.
    return isLonger ? new Map([...knownSummaryRows].sort(([a], [b]) => (a < b ? -1 : 1))) : knownSummaryRows;
  }

  #listen(): void {
    if (this.#isListening) return;
    this.#isListening = true;
    const part = `idb://${this.#db.name}/summaries/`;
    const onMutation: Parameters<typeof Dexie.on.storagemutated.subscribe>[0] = (parts) =>
      this.#note(parts[part]);
    Dexie.on.storagemutated.subscribe(onMutation);
    this.#db.on('close', () => {
      Dexie.on.storagemutated.unsubscribe(onMutation);
      this.#isListening = false;
      this.#forget();
    });
  }

  /** Note the rows that a complete transaction changed. */
  #note(changed: Parameters<typeof RangeSet>[0] | undefined): void {
    if (changed === undefined) return;
    for (const { from, to } of RangeSet(changed)) {
      // A range and not a row, as after a bulk change: all are read again.
      if (cmp(from, to) !== 0) return this.#forget();
      const summaryKey = from as SummaryKey; // the table's own
      this.#stale.set(summaryCacheKey(summaryKey), summaryKey);
    }
  }

  #forget(): void {
    this.#forgotten += 1;
    this.#rows = null;
    this.#list = null;
    this.#stale.clear();
  }
}

const summaryCacheKey = ([logId, documentId]: SummaryKey): string => `${logId} ${documentId}`;
