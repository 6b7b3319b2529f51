import { Dexie } from 'dexie';
import { isTextOp, numberOfDot, type Op } from '#domain/document/op.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import { isHeldByBase, readBaseRow } from '../db/fold-document.ts';
import { readLogRow } from '../db/meta.ts';
import { readConfirmedChainEnd, readSignedPacks } from '../db/pack-chain.ts';
import { type DocumentRow, type LogRow, opFromRow } from '../db/rows.ts';
import type { JournalChain } from '../journal/journal-state.ts';
import { type LogFacts, opsMissingInDatabase } from './reconcile-plan.ts';

/** Read the database's own changes in a log, to compare them with the journal (D2). */
export async function readLogFacts(
  db: FieldDatabase,
  own: DeviceId,
  log: LogId,
  chain: JournalChain,
): Promise<LogFacts> {
  const row = await readLogRow(db, log);
  const { acked } = row;
  const numbers = await readOwnOpNumbers(db, own, log, firstJournaledNumber(chain, acked + 1));
  const unconfirmed = await db.ops
    .where('[log+device+n]')
    .between([log, own, acked + 1], [log, own, Dexie.maxKey])
    .toArray();
  const sealed = await readSignedPacks(db, own, log, acked);
  return {
    row,
    numbers,
    packFirsts: await readPackFirsts(db, own, log),
    within: await readNumbersInBase(
      db,
      row,
      opsMissingInDatabase(chain, sealed, (n) => numbers.has(n)),
    ),
    unconfirmed: unconfirmed.map(opFromRow),
    sealed,
    confirmedEnd: await readConfirmedChainEnd(db, own, row),
    ...(await readLostDocuments(db, log)),
    isWaitingWhole: row.waiting.changes === unconfirmed.length,
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
  own: DeviceId,
  log: LogId,
  from: number,
): Promise<ReadonlySet<number>> {
  const keys = await db.ops
    .where('[log+device+n]')
    .between([log, own, from], [log, own, Dexie.maxKey])
    .primaryKeys();
  return new Set(keys.map(([, , n]) => n));
}

async function readPackFirsts(db: FieldDatabase, own: DeviceId, log: LogId): Promise<ReadonlySet<number>> {
  const keys = await db.packs
    .where('[log+device+first]')
    .between([log, own, Dexie.minKey], [log, own, Dexie.maxKey])
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
  for (const doc of new Set(ops.map((op) => op.doc))) {
    const base = await readBaseRow(db, log, doc);
    const document = await db.documents.get([log, doc]);
    for (const op of ops) {
      const n = numberOfDot(op.dot);
      if (op.doc !== doc || n > acked || op.dot in held) continue;
      if (isHeldByBase(base, op.dot) || (document && isReplacedOp(document, op))) within.add(n);
    }
  }
  return within;
}

const isReplacedOp = ({ registers }: DocumentRow, op: Op): boolean =>
  !isTextOp(op) && !registers[op.path]?.heads.some(({ dot }) => dot === op.dot);

/** Both tables have the same keys, which two counts show. A document that lacks a change is lost too. */
async function readLostDocuments(
  db: FieldDatabase,
  log: LogId,
): Promise<Pick<LogFacts, 'lostDocuments' | 'lostSummaries'>> {
  const range = [[log, Dexie.minKey] as const, [log, Dexie.maxKey] as const] as const;
  const documents = db.documents.where('log').equals(log);
  const summaries = db.summaries.where('[log+doc]').between(...range);
  const broken = await readBrokenDocuments(db, log);
  if ((await documents.count()) === (await summaries.count()))
    return { lostDocuments: broken, lostSummaries: [] };
  const here = new Set((await documents.primaryKeys()).map(([, doc]) => doc));
  const listed = new Set((await summaries.primaryKeys()).map(([, doc]) => doc));
  return {
    lostDocuments: [...broken, ...[...listed].filter((doc) => !here.has(doc))],
    lostSummaries: [...here].filter((doc) => !listed.has(doc)),
  };
}

/** LevelDB continues after a truncated record, so one change may be missing while the next exists. */
async function readBrokenDocuments(db: FieldDatabase, log: LogId): Promise<readonly DocumentId[]> {
  const keys = await db.documentChanges
    .where('[log+doc+n]')
    .between([log, Dexie.minKey, Dexie.minKey], [log, Dexie.maxKey, Dexie.maxKey])
    .primaryKeys();
  const counts = new Map<DocumentId, number>();
  const broken = new Set<DocumentId>();
  for (const [, doc, n] of keys) {
    const next = (counts.get(doc) ?? 0) + 1;
    counts.set(doc, n);
    if (n !== next) broken.add(doc);
  }
  return [...broken];
}
