import { epochStamp, type Stamp } from '#domain/clock/hlc.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { rosterOf } from './clean-texts.ts';
import type { FieldDatabase } from './database.ts';
import { readStored } from './documents/read-stored.ts';
import type { StoredDocument } from './documents/stored-document.ts';
import { DatabaseReset } from './disk-failure.ts';
import { leaseOf } from './lease.ts';
import { readLogRow } from './log-table.ts';
import { readAllMeta, readMeta } from './meta.ts';
import type { LogRow } from './rows.ts';
import { readSummaries, type Summaries } from './save-work.ts';

/** What a write has to know. */
export interface Before {
  readonly row: LogRow;
  readonly isLeaseOver: (nowMs: number) => boolean;
  readonly documents: ReadonlyMap<DocumentId, StoredDocument>;
  readonly summaries: Summaries;
  readonly roles: readonly Role[];
  /** The names that this laptop knows. */
  readonly roster: readonly string[];
  readonly clock: Stamp;
  readonly offsetMs: number;
}

/** Reads it. Stays true until the write is kept, since writing and receiving take turns. Throws `DatabaseReset`. */
export function readBefore(db: FieldDatabase, log: LogId, docs: readonly DocumentId[]): Promise<Before> {
  return db.transaction('r', [db.logs, db.documents, db.summaries, db.meta], async () => {
    // Few questions, side by side: each is a trip to the database's process, and a write is waited for by a person.
    const [meta, row, found] = await Promise.all([
      readAllMeta(db),
      readLogRow(db, log),
      readDocuments(db, log, docs),
    ]);
    if (meta('sentinel') === undefined) throw wasEmptied();
    return {
      row,
      isLeaseOver: leaseOf(meta('enrolment'), meta('lease')),
      ...found,
      roles: meta('grants')?.logs[log] ?? [],
      roster: rosterOf(meta('grants')),
      clock: meta('clock') ?? epochStamp,
      offsetMs: meta('clockOffsetMs') ?? 0,
    };
  });
}

/** The same where only the documents are not known that no write before this one has left. */
export async function readMissing(
  db: FieldDatabase,
  left: Before,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<Before> {
  const documents = new Map(
    docs.flatMap((doc) => {
      const stored = left.summaries.has(doc) ? db.documentCache.at([log, doc]) : undefined;
      return stored === undefined ? [] : [[doc, stored] as const];
    }),
  );
  const missing = docs.filter((doc) => !documents.has(doc));
  if (missing.length === 0) return { ...left, documents };
  const found = await db.transaction('r', [db.documents, db.summaries], () =>
    readDocuments(db, log, missing),
  );
  return {
    ...left,
    documents: new Map([...documents, ...found.documents]),
    summaries: new Map([...left.summaries, ...found.summaries]),
  };
}

async function readDocuments(
  db: FieldDatabase,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<Pick<Before, 'documents' | 'summaries'>> {
  const [documents, summaries] = await Promise.all([readStored(db, log, docs), readSummaries(db, log, docs)]);
  return { documents, summaries };
}

/** Of a database that was not asked before a write: it must be the one that the last write left. Runs in the write's transaction. */
export async function mustStand(db: FieldDatabase): Promise<void> {
  if ((await readMeta(db, 'sentinel')) === undefined) throw wasEmptied();
}

const wasEmptied = (): DatabaseReset => new DatabaseReset('The database was emptied under the store');
