import type { DBCore, DBCoreTable, Middleware, Transaction } from 'dexie';
import type { HlcTimestamp } from '#domain/clock/hlc.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { LogRow } from './log-row.ts';
import type { SummaryRow } from './rows.ts';
import type { StoredDocument } from './stored-document.ts';
import type { UndoStep } from './undo-list.ts';
import type { UndoPosition } from './undo-position.ts';

/** State that a write needs. */
export interface StateBeforeWrite {
  readonly row: LogRow;
  readonly documents: ReadonlyMap<DocumentId, StoredDocument>;
  readonly summaries: ReadonlyMap<DocumentId, SummaryRow>;
  /** End of the list of acts, with its newest step; null where it must be read. */
  readonly undo: { readonly position: UndoPosition; readonly recent: readonly UndoStep[] | null };
  readonly roles: readonly Role[];
  /** Names that this laptop knows. */
  readonly roster: readonly string[];
  readonly clock: HlcTimestamp;
  readonly offsetMs: number;
}

/** Tables that a write reads before its decision. */
const tablesReadByWrites: ReadonlySet<string> = new Set([
  'logs',
  'documents',
  'summaries',
  'meta',
  'undoSteps',
]);

interface BegunWrite {
  readonly changes: number;
}

/**
 * State that the last write left in the database. While nothing else has changed those tables, the next write in the
 * same log reads only further documents. That saves about a quarter of a write's time.
 */
export class LastWriteState {
  /** Number of changes to those tables by anything but a write. */
  #changes = 0;
  #own: IDBTransaction | null = null;
  #begun: BegunWrite | null = null;
  #latest: { readonly log: LogId; readonly before: StateBeforeWrite; readonly changes: number } | null = null;

  /** Count every change but the write's own. */
  readonly middleware: Middleware<DBCore> = {
    stack: 'dbcore',
    name: 'lastWrite',
    create: (core) => ({
      ...core,
      table: (name) => (tablesReadByWrites.has(name) ? this.#counting(core.table(name)) : core.table(name)),
    }),
  };

  /** State for a write in this log, if still valid after the last write; with the documents that it wrote. */
  stateOf(logId: LogId): StateBeforeWrite | undefined {
    const latest = this.#latest;
    return latest?.log === logId && latest.changes === this.#changes ? latest.before : undefined;
  }

  /**
   * Begin a write.
   * @returns the argument for `complete`.
   */
  begin(): BegunWrite {
    this.#latest = null;
    this.#begun = { changes: this.#changes };
    return this.#begun;
  }

  /** Changes of this transaction belong to the write. */
  setOwnTransaction({ idbtrans }: Transaction): void {
    this.#own = idbtrans;
  }

  /** The write is in the database, and left this state. Valid unless another change came in between. */
  complete(begunWrite: BegunWrite, log: LogId, before: StateBeforeWrite): void {
    // An abandoned write may end long after others have begun.
    if (begunWrite === this.#begun && begunWrite.changes === this.#changes)
      this.#latest = { log, before, ...begunWrite };
  }

  #counting(table: DBCoreTable): DBCoreTable {
    return {
      ...table,
      mutate: (request) => {
        if (request.trans !== this.#own) this.#changes += 1;
        return table.mutate(request);
      },
    };
  }
}
