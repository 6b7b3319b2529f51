import type { DocumentId, LogId } from '#domain/ids.ts';
import { epochTimestamp } from '#domain/clock/hlc.ts';
import { knownPersonNames } from '../db/checked-texts.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { StateBeforeWrite } from '../db/last-write-state.ts';
import { DatabaseResetError } from '../db/disk-failure.ts';
import { leaseCheckOf } from './lease-clock.ts';
import { readLogRow, readStoredDocuments, readAllMeta, readMeta } from '../db/meta.ts';
import { readUndoStacks } from '../db/undo-stack.ts';
import { readStoredSummaries } from './commit-log-transaction.ts';

/**
 * Read the state before a write. Valid until the write is saved, since writes and answers share a mutex.
 * @throws `DatabaseResetError`
 */
export function readStateBeforeWrite(
  db: FieldDatabase,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<StateBeforeWrite> {
  return db.transaction('r', [db.logs, db.documents, db.summaries, db.meta, db.undoStacks], async () => {
    // Few queries, in parallel: each is a round trip to the database's process, and a person waits for the write.
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

/** Read only documents that no earlier write has left in memory. */
export async function readMissingDocuments(
  db: FieldDatabase,
  known: StateBeforeWrite,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<StateBeforeWrite> {
  const documents = new Map(
    docs.flatMap((doc) => {
      const stored =
        known.summaries.has(doc) && known.undoStacks.has(doc) ? db.documentCache.find([log, doc]) : undefined;
      return stored === undefined ? [] : [[doc, stored] as const];
    }),
  );
  const missing = docs.filter((doc) => !documents.has(doc));
  if (missing.length === 0) return { ...known, documents };
  const found = await db.transaction('r', [db.documents, db.summaries, db.undoStacks], () =>
    readDocumentsAndSummaries(db, log, missing),
  );
  return {
    ...known,
    documents: new Map([...documents, ...found.documents]),
    summaries: new Map([...known.summaries, ...found.summaries]),
    undoStacks: new Map([...known.undoStacks, ...found.undoStacks]),
  };
}

async function readDocumentsAndSummaries(
  db: FieldDatabase,
  log: LogId,
  docs: readonly DocumentId[],
): Promise<Pick<StateBeforeWrite, 'documents' | 'summaries' | 'undoStacks'>> {
  const [documents, summaries, undoStacks] = await Promise.all([
    readStoredDocuments(db, log, docs),
    readStoredSummaries(db, log, docs),
    readUndoStacks(db, log, docs),
  ]);
  return { documents, summaries, undoStacks };
}

/**
 * Check that the database still is the one of the last write, when nothing was read before this write. Runs in the
 * write's transaction.
 */
export async function requireSentinel(db: FieldDatabase): Promise<void> {
  if ((await readMeta(db, 'sentinel')) === undefined) throw emptiedDatabaseError();
}

const emptiedDatabaseError = (): DatabaseResetError =>
  new DatabaseResetError('The database was emptied under the store');
