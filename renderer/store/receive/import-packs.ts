import { epochTimestamp } from '#domain/clock/hlc.ts';
import { highestSeenNumber, type VersionVector } from '#domain/document/version-vector.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { hasOpenChainCheck } from '#sync/client/chain-checks.ts';
import { wirePackOf } from '#sync/protocol/erased-pack.ts';
import type { SignatureVerifier } from '#sync/client/ports.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import { type FieldDatabase, receivingTables } from '../db/database.ts';
import { ForkWatch } from '../recovery/fork-watch.ts';
import { readLogRow } from '../db/log-rows.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import { putMeta, readMeta } from '../db/meta.ts';
import { type ArrivedPack, openAnyPack, readDeviceKeys, verifyEntrySignatures } from './open-entries.ts';
import { quarantineUnreadable } from '../db/quarantine.ts';
import { readEntryDocuments, readOutOfOrderPacks } from './receive-log.ts';
import { readPacksLackingAt } from '../send/relay.ts';
import { chainChecksOf, type QuarantineRow } from '../db/rows.ts';
import { readErasedLogs } from '../retention/erased-logs.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { gatherOwnPacks, type SigningDependencies } from '../send/sign-packs.ts';
import { applyEntry, createReceiveState } from './apply-packs.ts';
import { rejudgeSuspectedOps } from './suspected-ops.ts';
import { readStoredDocuments } from '../db/document-cache.ts';
import { numberOfDot } from '#domain/document/dot.ts';

/**
 * Takes the packs that were parked because headquarters had not named their device (P2), of the devices that it names
 * now. One whose signature does not hold stays parked, as `signature`. Again, it changes nothing. Belongs into a turn.
 * @returns the number of ops of others that were new here
 */
export async function importNamedPacks(
  db: FieldDatabase,
  own: DeviceId,
  nowMs: number,
  verifier: SignatureVerifier | undefined,
): Promise<number> {
  const erased = await readErasedLogs(db);
  const waiting = (await db.parked.toArray()).flatMap((parked) => {
    const pack = packInQuarantine(parked);
    return pack === null || erased.has(pack.row.log) ? [] : [{ parked, pack }];
  });
  if (waiting.length === 0) return 0;
  const packs = waiting.map(({ pack }) => pack);
  const checked = await verifyEntrySignatures(verifier, () => readDeviceKeys(db), own, packs);
  const good = checked.flatMap((entry) => (entry.kind === 'pack' ? [entry.row] : []));
  const carried = good.length === 0 ? null : await importPacks(db, own, good, nowMs, verifier);
  for (const entry of checked) if (entry.kind === 'pack') await saveHeldOps(db, entry);
  await db.transaction('rw', [db.packs, db.early, db.parked], async () => {
    for (const [at, { parked, pack }] of waiting.entries()) {
      const entry = checked[at];
      if (entry?.kind === 'unreadable' && entry.why !== 'unnamed')
        await db.parked.put({ ...parked, why: entry.why });
      if (entry?.kind !== 'pack') continue;
      const { log, device, first, hash } = pack.row;
      const isHere = [await db.packs.get([log, device, first]), await db.early.get([log, device, first])];
      // One that is neither taken nor early contradicts what is here.
      if (isHere.some((row) => row?.hash === hash)) await db.parked.delete(parked.id);
      else await db.parked.put({ ...parked, why: 'fork' });
    }
  });
  return carried?.changes ?? 0;
}

/**
 * Keeps ops without effect that headquarters held when it sent their pack (J5). A snapshot may have counted them already, so
 * the pack is not taken as another would be.
 */
async function saveHeldOps(db: FieldDatabase, { row: pack, opened, held }: ArrivedPack): Promise<void> {
  if (held.length === 0) return;
  const { log, device, first, last } = pack;
  await db.transaction('rw', receivingTables(db), async () => {
    const row = await readLogRow(db, log);
    if (highestSeenNumber(row.have, device) < last) return;
    if ((await db.packs.get([log, device, first])) === undefined) await db.packs.add(pack);
    const work = new LogTransaction(
      row,
      await readStoredDocuments(db, log, new Set(opened.ops.map(({ doc }) => doc))),
    );
    for (const op of opened.ops.filter(({ dot }) => held.includes(numberOfDot(dot))))
      if ((await db.ops.get([log, device, numberOfDot(op.dot)])) === undefined) work.addHeldOp(op);
      else work.holdOp(op.dot, op.doc);
    await commitLogTransaction(db, work, null);
  });
}

function packInQuarantine({ why, text, sig, held = [] }: QuarantineRow): ArrivedPack | null {
  if (why !== 'unnamed' || sig === undefined) return null;
  const opened = openAnyPack({ payload: text, sig }, held);
  return opened.kind === 'pack' ? opened : null;
}

/** What packs by another road brought. */
export interface ImportedPacks {
  /** Ops of others that were new here. */
  readonly changes: number;
  /** Packs that wait for an earlier one (M6), in all logs that something came of. */
  readonly early: number;
  /** Things among them that are no packs, or contradict what is here; they are parked. */
  readonly parked: number;
}

/**
 * Takes packs that came by another road than headquarters': a bundle, a hub, by hand (P3). Each is judged by its chain
 * and takes effect at once; whether headquarters has it is asked next time, and its word then counts. Nothing counts as
 * delivered by this and no cursor moves. Taking them again changes nothing. Signatures are
 * checked (`signatures.ts`); what headquarters has not named a device for waits among what is parked (`take-named.ts`).
 */
export async function importPacks(
  db: FieldDatabase,
  own: DeviceId,
  packs: readonly Pack[],
  nowMs: number,
  verifier?: SignatureVerifier,
): Promise<ImportedPacks> {
  const read = packs.map((pack) => openAnyPack(pack, []));
  const opened = await verifyEntrySignatures(verifier, () => readDeviceKeys(db), own, read);
  const logs = new Map<LogId, ArrivedPack[]>();
  for (const one of opened)
    if (one.kind === 'pack') logs.set(one.row.log, [...(logs.get(one.row.log) ?? []), one]);
  // Nothing but Dexie is awaited in here.
  return db.transaction('rw', receivingTables(db), async () => {
    const parkedBefore = await db.parked.count();
    // A colleague may still have a mission that was erased here.
    const erased = await readErasedLogs(db);
    for (const log of erased) logs.delete(log);
    for (const one of opened)
      if (one.kind === 'unreadable' && ![...erased].some((log) => one.text.includes(log)))
        await quarantineUnreadable(db, one, nowMs);
    let changes = 0;
    let early = 0;
    for (const [log, arrived] of logs) {
      const taken = await importPacksOfLog(db, own, log, arrived, nowMs);
      changes += taken.changes;
      early += taken.early;
    }
    return { changes, early, parked: (await db.parked.count()) - parkedBefore };
  });
}

async function importPacksOfLog(
  db: FieldDatabase,
  own: DeviceId,
  log: LogId,
  arrived: readonly ArrivedPack[],
  nowMs: number,
): Promise<Omit<ImportedPacks, 'parked'>> {
  const before = await readLogRow(db, log);
  const early = await readOutOfOrderPacks(db, log);
  const work = new LogTransaction(before, await readEntryDocuments(db, log, [...arrived, ...early]));
  const forks = await ForkWatch.load(db, own, log);
  const clock = (await readMeta(db, 'clock')) ?? epochTimestamp;
  const correctedNowMs = nowMs + ((await readMeta(db, 'clockOffsetMs')) ?? 0);
  const taking = createReceiveState({ db, work, own, nowMs, correctedNowMs, early, forks, clock });
  const inOrder = arrived.toSorted((a, b) => a.row.first - b.row.first);
  for (const pack of inOrder) await applyEntry(taking, { ...pack, isCarried: true });
  await rejudgeSuspectedOps(taking);

  if (hasOpenChainCheck(chainChecksOf(work.row)) && work.row.asksHave !== true) work.setAsksHave(true);
  if (work.row !== before || work.touchesDocuments) await commitLogTransaction(db, work, null);
  await putMeta(db, 'clock', taking.clock);
  await forks.saveSuspects(db);
  return { changes: taking.foreignOpCount, early: early.length };
}

/** Everyone's packs of a log that another side lacks, own ones sealed first (P3). Belongs into a turn of its own. */
export async function packsForPeer(
  parts: SigningDependencies,
  log: LogId,
  theirs: VersionVector,
): Promise<readonly Pack[]> {
  const { returning, snapshot } = await readLogRow(parts.db, log);
  const isSettled = !returning && snapshot === undefined;
  const everything = { log, sealed: 0, newPackBytes: Number.POSITIVE_INFINITY };
  if (isSettled) await gatherOwnPacks(parts, everything, wireLimits.packBytes, true);
  const packs = await readPacksLackingAt(parts.db, await readLogRow(parts.db, log), theirs);
  return packs.map(wirePackOf);
}
