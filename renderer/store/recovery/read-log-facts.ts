import { Dexie } from 'dexie';
import { isTextOp, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { isHeldByBase, readBaseRow } from '../db/fold-document.ts';
import type { LogRow } from '../db/log-row.ts';
import { readLogRow } from '../db/meta.ts';
import { readConfirmedChainEnd, readSignedPacks } from '../db/pack-chain.ts';
import { type DocumentRow, opFromRow } from '../db/rows.ts';
import type { JournalChain } from '../journal/journal-state.ts';
import { type LogFacts, opsMissingInDatabase } from './reconcile-plan.ts';

/** Read the database's own changes in a log, to compare them with the journal (D2). */
export async function readLogFacts(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logId: LogId,
  journalChain: JournalChain,
): Promise<LogFacts> {
  const logRow = await readLogRow(db, logId);
  const { acked } = logRow;
  const numbers = await readOwnOpNumbers(
    db,
    ownDeviceId,
    logId,
    firstJournaledNumber(journalChain, acked + 1),
  );
  const unconfirmed = await db.ops
    .where('[log+device+n]')
    .between([logId, ownDeviceId, acked + 1], [logId, ownDeviceId, Dexie.maxKey])
    .toArray();
  const sealedPackRows = await readSignedPacks(db, ownDeviceId, logId, acked);
  return {
    row: logRow,
    numbers,
    packFirsts: await readPackFirsts(db, ownDeviceId, logId),
    within: await readNumbersInBase(
      db,
      logRow,
      opsMissingInDatabase(journalChain, sealedPackRows, (n) => numbers.has(n)),
    ),
    unconfirmed: unconfirmed.map(opFromRow),
    sealed: sealedPackRows,
    confirmedEnd: await readConfirmedChainEnd(db, ownDeviceId, logRow),
    ...(await readLostDocuments(db, logId)),
    isWaitingWhole: logRow.waiting.changes === unconfirmed.length,
  };
}

function firstJournaledNumber({ opsByNumber, packsByFirst }: JournalChain, unconfirmed: number): number {
  let first = unconfirmed;
  for (const n of opsByNumber.keys()) first = Math.min(first, n);
  for (const n of packsByFirst.keys()) first = Math.min(first, n);
  return first;
}

async function readOwnOpNumbers(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logId: LogId,
  from: number,
): Promise<ReadonlySet<number>> {
  const keys = await db.ops
    .where('[log+device+n]')
    .between([logId, ownDeviceId, from], [logId, ownDeviceId, Dexie.maxKey])
    .primaryKeys();
  return new Set(keys.map(([, , n]) => n));
}

async function readPackFirsts(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logId: LogId,
): Promise<ReadonlySet<number>> {
  const keys = await db.packs
    .where('[log+device+first]')
    .between([logId, ownDeviceId, Dexie.minKey], [logId, ownDeviceId, Dexie.maxKey])
    .primaryKeys();
  return new Set(keys.map(([, , first]) => first));
}

/**
 * Ops that need no row. Their document's base contains them, or they may have been pruned: headquarters has them and
 * their value was replaced. Restored, such a value would return.
 */
async function readNumbersInBase(
  db: FieldDatabase,
  { log, acked, held }: LogRow,
  lacking: ReturnType<typeof opsMissingInDatabase>,
): Promise<ReadonlySet<number>> {
  const ops = [...lacking.values()];
  const within = new Set<number>();
  for (const documentId of new Set(ops.map((op) => op.doc))) {
    const baseRow = await readBaseRow(db, log, documentId);
    const document = await db.documents.get([log, documentId]);
    for (const op of ops) {
      const n = numberOfDot(op.dot);
      if (op.doc !== documentId || n > acked || op.dot in held) continue;
      if (isHeldByBase(baseRow, op.dot) || (document && isReplacedOp(document, op))) within.add(n);
    }
  }
  return within;
}

const isReplacedOp = ({ registers }: DocumentRow, op: Op): boolean =>
  !isTextOp(op) && !registers[op.path]?.heads.some(({ dot }) => dot === op.dot);

/** Both tables have the same keys, which two counts show. A document that lacks a change is lost too. */
async function readLostDocuments(
  db: FieldDatabase,
  logId: LogId,
): Promise<Pick<LogFacts, 'lostDocuments' | 'lostSummaries'>> {
  const range = [[logId, Dexie.minKey] as const, [logId, Dexie.maxKey] as const] as const;
  const documents = db.documents.where('log').equals(logId);
  const summaries = db.summaries.where('[log+doc]').between(...range);
  const broken = await readBrokenDocuments(db, logId);
  if ((await documents.count()) === (await summaries.count()))
    return { lostDocuments: broken, lostSummaries: [] };
  const here = new Set((await documents.primaryKeys()).map(([, documentId]) => documentId));
  const listedDocumentIds = new Set((await summaries.primaryKeys()).map(([, documentId]) => documentId));
  return {
    lostDocuments: [...broken, ...[...listedDocumentIds].filter((documentId) => !here.has(documentId))],
    lostSummaries: [...here].filter((documentId) => !listedDocumentIds.has(documentId)),
  };
}

/** LevelDB continues after a truncated record, so one change may be missing while the next exists. */
async function readBrokenDocuments(db: FieldDatabase, logId: LogId): Promise<readonly DocumentId[]> {
  const keys = await db.documentChanges
    .where('[log+doc+n]')
    .between([logId, Dexie.minKey, Dexie.minKey], [logId, Dexie.maxKey, Dexie.maxKey])
    .primaryKeys();
  const counts = new Map<DocumentId, number>();
  const broken = new Set<DocumentId>();
  for (const [, documentId, n] of keys) {
    const next = (counts.get(documentId) ?? 0) + 1;
    counts.set(documentId, n);
    if (n !== next) broken.add(documentId);
  }
  return [...broken];
}
