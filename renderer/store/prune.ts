import { Dexie } from 'dexie';
import { hasSeen } from '#domain/document/version-vector.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { asBase, readBase } from './bases.ts';
import type { FieldDatabase } from './database.ts';
import { readLogRow } from './log-table.ts';
import { planPrune } from './prune-plan.ts';
import { isAtHeadquarters, type LogRow, type OpRow } from './rows.ts';

/** The document that was looked at last. */
export type PruneCursor = readonly [LogId, DocumentId];

/** Values that were replaced longer ago than this are not looked up in the field any more. */
const keptMs = 30 * 24 * 60 * 60 * 1000;
/** Small, so that a write that comes meanwhile does not wait for long. */
const rowsAtOnce = 500;

/**
 * Prunes the documents after `cursor`, a few of them, in one transaction: values that were replaced long ago and that
 * headquarters has go, and the documents stay as they are; their changes are folded into them. Packs are never deleted (P1). Answers the next cursor, null
 * after the last document. Belongs into a turn of its own.
 */
export function pruneSome(
  db: FieldDatabase,
  own: DeviceId,
  nowMs: number,
  cursor: PruneCursor | null,
): Promise<PruneCursor | null> {
  return db.transaction('rw', db.ops, db.documents, db.bases, db.logs, async () => {
    const from = cursor ? [...cursor] : [Dexie.minKey, Dexie.minKey];
    const ahead = await db.ops.where('[log+doc]').above(from).limit(rowsAtOnce).toArray();
    const [first] = ahead;
    if (first === undefined) return null;

    let last: PruneCursor = [first.log, first.doc];
    for (const [log, doc] of wholeDocuments(ahead)) {
      await pruneDocument(db, own, nowMs, log, doc);
      last = [log, doc];
    }
    return last;
  });
}

/** The documents whose rows are all among these; where not even one is, the first. */
function wholeDocuments(rows: readonly OpRow[]): readonly PruneCursor[] {
  const keys = new Map(rows.map(({ log, doc }) => [`${log} ${doc}`, [log, doc] as const]));
  const documents = [...keys.values()];
  return rows.length < rowsAtOnce || documents.length === 1 ? documents : documents.slice(0, -1);
}

async function pruneDocument(
  db: FieldDatabase,
  own: DeviceId,
  nowMs: number,
  log: LogId,
  doc: DocumentId,
): Promise<void> {
  const logRow = await readLogRow(db, log);
  const document = await db.documents.get([log, doc]);
  if (document !== undefined && db.documentCache.storedOf(document).hasChanges)
    await db.documents.put(document);
  // Until the log is whole here it is not said what headquarters has.
  if (document === undefined || logRow.snapshot !== undefined || !logRow.caughtUp) return;
  const plan = planPrune({
    document,
    base: await readBase(db, log, doc),
    rows: await db.ops.where('[log+doc]').equals([log, doc]).toArray(),
    isHeld: (dot) => dot in logRow.held,
    isSettled: (row) => isSettled(logRow, own, row),
    isOld: ({ stamp }) => stamp[0] < nowMs - keptMs,
    hasTaken: (dot) => hasSeen(logRow.have, dot) && !(dot in logRow.held),
  });
  if (plan === null) return;
  await db.ops.bulkDelete(plan.drop.map(({ device, n }) => [log, device, n] as const));
  if (plan.base !== null) await db.bases.put(asBase(plan.base));
}

const isSettled = (logRow: LogRow, own: DeviceId, { device, n }: OpRow): boolean =>
  device === own ? n <= logRow.acked : isAtHeadquarters(logRow, device, n);
