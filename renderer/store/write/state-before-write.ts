import type { DBCore, DBCoreTable, Middleware, Transaction } from 'dexie';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { epochTimestamp, type HlcTimestamp } from '#domain/clock/hlc.ts';
import type { Role } from '#domain/people/role.ts';
import { knownPersonNames } from '../db/checked-texts.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readStoredDocuments } from '../db/document-cache.ts';
import type { StoredDocument } from '../db/stored-document.ts';
import { DatabaseResetError } from '../db/disk-failure.ts';
import { leaseCheckOf } from './lease-clock.ts';
import { readLogRow } from '../db/log-rows.ts';
import { readAllMeta, readMeta } from '../db/meta.ts';
import type { LogRow } from '../db/rows.ts';
import { readStoredSummaries, type SummariesByDocument } from './commit-log-transaction.ts';

/** What a write has to know. */
interface StateBeforeWrite {
  readonly row: LogRow;
  readonly isLeaseOver: (nowMs: number) => boolean;
  readonly documents: ReadonlyMap<DocumentId, StoredDocument>;
  readonly summaries: SummariesByDocument;
  readonly roles: readonly Role[];
  /** The names that this laptop knows. */
  readonly roster: readonly string[];
  readonly clock: HlcTimestamp;
  readonly offsetMs: number;
}

/** Reads it. Stays true until the write is kept, since writing and receiving take turns. Throws `DatabaseResetError`. */
export function readStateBeforeWrite(
  db: FieldDatabase,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<StateBeforeWrite> {
  return db.transaction('r', [db.logs, db.documents, db.summaries, db.meta], async () => {
    // Few questions, side by side: each is a trip to the database's process, and a write is waited for by a person.
    const [meta, row, found] = await Promise.all([
      readAllMeta(db),
      readLogRow(db, log),
      readDocumentsAndSummaries(db, log, docs),
    ]);
    if (meta('sentinel') === undefined) throw emptiedDatabaseError();
    return {
      row,
      isLeaseOver: leaseCheckOf(meta('enrolment'), meta('lease')),
      ...found,
      roles: meta('grants')?.logs[log] ?? [],
      roster: knownPersonNames(meta('grants')),
      clock: meta('clock') ?? epochTimestamp,
      offsetMs: meta('clockOffsetMs') ?? 0,
    };
  });
}

/** The same where only the documents are not known that no write before this one has left. */
export async function readMissingDocuments(
  db: FieldDatabase,
  left: StateBeforeWrite,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<StateBeforeWrite> {
  const documents = new Map(
    docs.flatMap((doc) => {
      const stored = left.summaries.has(doc) ? db.documentCache.find([log, doc]) : undefined;
      return stored === undefined ? [] : [[doc, stored] as const];
    }),
  );
  const missing = docs.filter((doc) => !documents.has(doc));
  if (missing.length === 0) return { ...left, documents };
  const found = await db.transaction('r', [db.documents, db.summaries], () =>
    readDocumentsAndSummaries(db, log, missing),
  );
  return {
    ...left,
    documents: new Map([...documents, ...found.documents]),
    summaries: new Map([...left.summaries, ...found.summaries]),
  };
}

async function readDocumentsAndSummaries(
  db: FieldDatabase,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<Pick<StateBeforeWrite, 'documents' | 'summaries'>> {
  const [documents, summaries] = await Promise.all([
    readStoredDocuments(db, log, docs),
    readStoredSummaries(db, log, docs),
  ]);
  return { documents, summaries };
}

/** Of a database that was not asked before a write: it must be the one that the last write left. Runs in the write's transaction. */
export async function requireSentinel(db: FieldDatabase): Promise<void> {
  if ((await readMeta(db, 'sentinel')) === undefined) throw emptiedDatabaseError();
}

const emptiedDatabaseError = (): DatabaseResetError =>
  new DatabaseResetError('The database was emptied under the store');

/** What a write reads before it is decided on. */
const tablesReadByWrites: ReadonlySet<string> = new Set(['logs', 'documents', 'summaries', 'meta']);

interface BegunWrite {
  readonly changes: number;
}

/**
 * What the last write left in the database. While nothing else has changed what a write reads, the next one in the
 * same log need ask for no more than documents that the last did not write: about a quarter of the time of a write went there.
 */
export class LastWriteState {
  /** How often anything but a write has changed those tables. */
  #changes = 0;
  #own: IDBTransaction | null = null;
  #begun: BegunWrite | null = null;
  #left: { readonly log: LogId; readonly before: StateBeforeWrite; readonly changes: number } | null = null;

  /** Counts every change but the write's own. */
  readonly middleware: Middleware<DBCore> = {
    stack: 'dbcore',
    name: 'lastWrite',
    create: (core) => ({
      ...core,
      table: (name) => (tablesReadByWrites.has(name) ? this.#counting(core.table(name)) : core.table(name)),
    }),
  };

  /** What a write in this log has to know, where the last write left it and it stands; of documents those it wrote. */
  stateOf(log: LogId): StateBeforeWrite | undefined {
    const left = this.#left;
    return left?.log === log && left.changes === this.#changes ? left.before : undefined;
  }

  /** A write begins; answers what `keep` has to be given. */
  begin(): BegunWrite {
    this.#left = null;
    this.#begun = { changes: this.#changes };
    return this.#begun;
  }

  /** The changes of this transaction are the write's. */
  setOwnTransaction({ idbtrans }: Transaction): void {
    this.#own = idbtrans;
  }

  /** The write is in the database, and left this. It stands unless something else came in between. */
  complete(begun: BegunWrite, log: LogId, before: StateBeforeWrite): void {
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
