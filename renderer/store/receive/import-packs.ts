import { addToGroup } from '#base/group.ts';
import { highestSeenNumber, numberOfDot } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { hasOpenChainCheck } from '#sync/client/chain-checks.ts';
import type { SignatureVerifier } from '#sync/client/ports.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { type FieldDatabase, receivingTables } from '../db/database.ts';
import { readLogRow, readStoredDocuments } from '../db/meta.ts';
import { quarantineUnreadable } from '../db/quarantine.ts';
import type { QuarantineRow } from '../db/rows.ts';
import type { ArrivedPack } from '../db/stored-packs.ts';
import { readErasedLogs } from '../journal/erased-logs.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import { LogReceiver } from './log-receiver.ts';
import { openAnyPack, readDeviceKeys, verifyEntrySignatures } from './open-entries.ts';
import { OutOfOrderPacks } from './out-of-order-packs.ts';
import { readEntryDocuments } from './receive-log.ts';
import { rejudgeSuspectedOps } from './suspected-ops.ts';

/**
 * Import packs that did not come from headquarters: from a bundle, a hub, or by hand (P3). Each is judged by its chain
 * and takes effect at once. The next sync asks whether headquarters has it; its response counts. Nothing counts as
 * delivered by an import and no cursor moves. Repeatable. Signatures are verified
 * (renderer/store/receive/open-entries.ts); packs of devices without a name from headquarters wait in quarantine.
 */
export async function importPacks(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  packs: readonly Pack[],
  nowMs: number,
  signatureVerifier?: SignatureVerifier,
): Promise<ImportedPacks> {
  const read = packs.map((pack) => openAnyPack(pack, []));
  const openedPackEntries = await verifyEntrySignatures(
    signatureVerifier,
    () => readDeviceKeys(db),
    ownDeviceId,
    read,
  );
  const logs = new Map<LogId, ArrivedPack[]>();
  for (const openedPackEntry of openedPackEntries)
    if (openedPackEntry.kind === 'pack') addToGroup(logs, openedPackEntry.row.log, openedPackEntry);
  // Nothing but Dexie is awaited in here.
  return db.transaction('rw', receivingTables(db), async () => {
    const parkedBefore = await db.parked.count();
    // A colleague may still have a mission that was erased here.
    const erasedLogIds = await readErasedLogs(db);
    for (const logId of erasedLogIds) logs.delete(logId);
    for (const openedPackEntry of openedPackEntries)
      if (
        openedPackEntry.kind === 'unreadable' &&
        ![...erasedLogIds].some((log) => openedPackEntry.text.includes(log))
      )
        await quarantineUnreadable(db, openedPackEntry, nowMs);
    let changes = 0;
    let early = 0;
    for (const [logId, arrivedPacks] of logs) {
      const imported = await importPacksOfLog(db, ownDeviceId, logId, arrivedPacks, nowMs);
      changes += imported.changes;
      early += imported.early;
    }
    return { changes, early, parked: (await db.parked.count()) - parkedBefore };
  });
}

/**
 * Import packs that were quarantined until headquarters named their device (P2), for the devices that it names now. A
 * pack with an invalid signature stays quarantined, as `signature`. Repeatable. Runs under the mutex.
 * @returns the number of ops of others that were new here
 */
export async function importNamedPacks(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  nowMs: number,
  signatureVerifier: SignatureVerifier | undefined,
): Promise<number> {
  const erasedLogIds = await readErasedLogs(db);
  const waiting = (await db.parked.toArray()).flatMap((parkedQuarantineRow) => {
    const arrivedPack = packInQuarantine(parkedQuarantineRow);
    return arrivedPack === null || erasedLogIds.has(arrivedPack.row.log)
      ? []
      : [{ parked: parkedQuarantineRow, pack: arrivedPack }];
  });
  if (waiting.length === 0) return 0;
  const arrivedPacks = waiting.map(({ pack }) => pack);
  const checked = await verifyEntrySignatures(
    signatureVerifier,
    () => readDeviceKeys(db),
    ownDeviceId,
    arrivedPacks,
  );
  const good = checked.flatMap((entry) => (entry.kind === 'pack' ? [entry.row] : []));
  const carried =
    good.length === 0 ? null : await importPacks(db, ownDeviceId, good, nowMs, signatureVerifier);
  for (const entry of checked) if (entry.kind === 'pack') await saveHeldOps(db, entry);
  await db.transaction('rw', [db.packs, db.early, db.parked], async () => {
    for (const [at, { parked, pack }] of waiting.entries()) {
      const entry = checked[at];
      if (entry?.kind === 'unreadable' && entry.why !== 'unnamed')
        await db.parked.put({ ...parked, why: entry.why });
      if (entry?.kind !== 'pack') continue;
      const { log, device, first, hash } = pack.row;
      const isHere = [await db.packs.get([log, device, first]), await db.early.get([log, device, first])];
      // A pack that is neither applied nor out of order contradicts the stored chain.
      if (isHere.some((row) => row?.hash === hash)) await db.parked.delete(parked.id);
      else await db.parked.put({ ...parked, why: 'fork' });
    }
  });
  return carried?.changes ?? 0;
}

/**
 * Keep, without effect, the ops that headquarters held when it sent their pack (J5). A snapshot may have counted them
 * already, so the pack is not applied as others are.
 */
async function saveHeldOps(db: FieldDatabase, { row: packRow, opened, held }: ArrivedPack): Promise<void> {
  if (held.length === 0) return;
  const { log, device, first, last } = packRow;
  await db.transaction('rw', receivingTables(db), async () => {
    const logRow = await readLogRow(db, log);
    if (highestSeenNumber(logRow.have, device) < last) return;
    if ((await db.packs.get([log, device, first])) === undefined) await db.packs.add(packRow);
    const transaction = new LogTransaction(
      logRow,
      await readStoredDocuments(db, log, new Set(opened.ops.map(({ doc }) => doc))),
    );
    for (const op of opened.ops.filter(({ dot }) => held.includes(numberOfDot(dot))))
      if ((await db.ops.get([log, device, numberOfDot(op.dot)])) === undefined) transaction.addHeldOp(op);
      else transaction.holdOp(op.dot, op.doc);
    await commitLogTransaction(db, transaction, null);
  });
}

function packInQuarantine({ why, text, sig, held = [] }: QuarantineRow): ArrivedPack | null {
  if (why !== 'unnamed' || sig === undefined) return null;
  const openedPackEntry = openAnyPack({ payload: text, sig }, held);
  return openedPackEntry.kind === 'pack' ? openedPackEntry : null;
}

/** Result of an import of packs. */
export interface ImportedPacks {
  /** Ops of others that were new here. */
  readonly changes: number;
  /** Out-of-order packs (M6), in all logs of the import. */
  readonly early: number;
  /** Items that are no packs, or contradict stored ones; they are quarantined. */
  readonly parked: number;
}

async function importPacksOfLog(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logId: LogId,
  arrivedPacks: readonly ArrivedPack[],
  nowMs: number,
): Promise<Omit<ImportedPacks, 'parked'>> {
  const previousLogRow = await readLogRow(db, logId);
  const outOfOrder = await OutOfOrderPacks.open(db, logId, nowMs);
  const documents = await readEntryDocuments(db, logId, [...arrivedPacks, ...outOfOrder.packs]);
  const transaction = new LogTransaction(previousLogRow, documents);
  const logReceiver = await LogReceiver.load({ db, transaction, own: ownDeviceId, nowMs, outOfOrder });
  const inOrder = arrivedPacks.toSorted((a, b) => a.row.first - b.row.first);
  for (const arrivedPack of inOrder) await logReceiver.applyEntry({ ...arrivedPack, isCarried: true });
  await logReceiver.applyWaitingPacks();
  await rejudgeSuspectedOps(db, transaction, ownDeviceId);

  if (hasOpenChainCheck(transaction.chainChecks) && transaction.row.asksHave !== true)
    transaction.setAsksHave(true);
  if (transaction.row !== previousLogRow || transaction.touchesDocuments)
    await commitLogTransaction(db, transaction, null);
  await logReceiver.saveClock();
  await logReceiver.saveSuspects();
  return { changes: logReceiver.foreignOpCount, early: outOfOrder.packs.length };
}
