import type { DBCore, DBCoreTable, Middleware, Transaction } from 'dexie';
import type { LogId } from '#domain/ids.ts';
import type { Before } from './read-before.ts';

/** What a write reads before it is decided on. */
const tablesReadBefore: ReadonlySet<string> = new Set(['logs', 'documents', 'summaries', 'meta']);

interface Begun {
  readonly changes: number;
}

/**
 * What the last write left in the database. While nothing else has changed what a write reads, the next one in the
 * same log need ask for no more than documents that the last did not write: about a quarter of the time of a write went there.
 */
export class LastWrite {
  /** How often anything but a write has changed those tables. */
  #changes = 0;
  #own: IDBTransaction | null = null;
  #begun: Begun | null = null;
  #left: { readonly log: LogId; readonly before: Before; readonly changes: number } | null = null;

  /** Counts every change but the write's own. */
  readonly middleware: Middleware<DBCore> = {
    stack: 'dbcore',
    name: 'lastWrite',
    create: (core) => ({
      ...core,
      table: (name) => (tablesReadBefore.has(name) ? this.#counting(core.table(name)) : core.table(name)),
    }),
  };

  /** What a write in this log has to know, where the last write left it and it stands; of documents those it wrote. */
  before(log: LogId): Before | undefined {
    const left = this.#left;
    return left?.log === log && left.changes === this.#changes ? left.before : undefined;
  }

  /** A write begins; answers what `keep` has to be given. */
  begin(): Begun {
    this.#left = null;
    this.#begun = { changes: this.#changes };
    return this.#begun;
  }

  /** The changes of this transaction are the write's. */
  isOwn({ idbtrans }: Transaction): void {
    this.#own = idbtrans;
  }

  /** The write is in the database, and left this. It stands unless something else came in between. */
  keep(begun: Begun, log: LogId, before: Before): void {
    // A write that was given up on may end long after others have begun.
    if (begun === this.#begun && begun.changes === this.#changes) this.#left = { log, before, ...begun };
  }

  #counting(table: DBCoreTable): DBCoreTable {
    return {
      ...table,
      mutate: (asked) => {
        if (asked.trans !== this.#own) this.#changes += 1;
        return table.mutate(asked);
      },
    };
  }
}
