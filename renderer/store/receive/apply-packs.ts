import { isTimestampFarAhead, laterTimestamp, mergeTimestamp, type HlcTimestamp } from '#domain/clock/hlc.ts';
import { deviceOfDot, dotOf, numberOfDot } from '#domain/document/dot.ts';
import type { Op } from '#domain/document/op.ts';
import { highestSeenNumber } from '#domain/document/version-vector.ts';
import type { DeviceId } from '#domain/ids.ts';
import {
  chainsToCompare,
  compareWholeChain,
  requestChainCheck,
  confirmChain,
} from '#sync/client/chain-checks.ts';
import { isErasedFormOf } from '#sync/protocol/erased-pack.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { findCommonPoint, judgePackByChain, truncateChain } from '../db/pack-chain.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { ForkWatch } from '../recovery/fork-watch.ts';
import type { LogTransaction } from '../write/log-transaction.ts';
import type { ArrivedPack, OpenedEntry } from './open-entries.ts';
import { quarantineItem, quarantineUnreadable } from '../db/quarantine.ts';
import { applyRemoteErasure } from '../retention/erase-fields.ts';
import { chainChecksOf, type OutOfOrderRow, type PackRow, type QuarantineRow } from '../db/rows.ts';
import { isSuspectedOp } from './suspected-ops.ts';
import { documentSharesOf, openStoredPack } from '../db/stored-packs.ts';

/** State while packs of one log are applied; used inside one transaction. */
export interface ReceiveState {
  readonly db: FieldDatabase;
  readonly work: LogTransaction;
  readonly own: DeviceId;
  readonly nowMs: number;
  /** By the clock as corrected by headquarters. */
  readonly correctedNowMs: number;
  /** Out-of-order packs of this log (M6), readable ones only, by their first number. */
  readonly early: ArrivedPack[];
  /** Chains that headquarters sends so that both copies are compared. */
  readonly comparing: ReadonlySet<DeviceId>;
  readonly forks: ForkWatch;
  clock: HlcTimestamp;
  /** Ops of others that were new here. */
  foreignOpCount: number;
  /** Own ops up to here are in headquarters' log: it accepted them, or sent them back. */
  ownConfirmedUpTo: number;
  /** First numbers of own packs that headquarters sent back, so that they never waited here. */
  readonly ownReturned: Set<number>;
  /** Last number common to headquarters' copy of the own chain and ours (P2); infinite as far as is known. */
  ownCommonUpTo: number;
  /** Headquarters' entries do not continue earlier ones: some entries of its log are missing here. */
  hasMissingEntries: boolean;
  /** A chain must be compared from its beginning. */
  needsComparison: boolean;
}

/** State before the first entry. */
export const createReceiveState = (
  start: Pick<ReceiveState, 'db' | 'work' | 'own' | 'nowMs' | 'correctedNowMs' | 'early' | 'forks' | 'clock'>,
): ReceiveState => ({
  ...start,
  comparing: new Set(chainsToCompare(chainChecksOf(start.work.row))),
  foreignOpCount: 0,
  ownConfirmedUpTo: 0,
  ownReturned: new Set(),
  ownCommonUpTo: Number.POSITIVE_INFINITY,
  hasMissingEntries: false,
  needsComparison: false,
});

/** Apply one entry at its place in the log. Repeating it changes nothing (S4). */
export async function applyEntry(taking: ReceiveState, entry: OpenedEntry): Promise<void> {
  switch (entry.kind) {
    case 'unreadable':
      return quarantineUnreadable(taking.db, entry, taking.nowMs);
    case 'release':
      for (const n of entry.numbers) taking.work.releaseOp(dotOf(entry.device, n));
      return;
    case 'pack': {
      await applyPack(taking, entry);
      await applyWaitingPacks(taking, entry.opened.device);
    }
  }
}

async function applyPack(taking: ReceiveState, arrived: ArrivedPack): Promise<void> {
  const { db, work, own } = taking;
  const { row, opened } = arrived;
  const arrival = await judgePackByChain(db, work.row, own, row, opened);
  switch (arrival.kind) {
    case 'next':
      return applyNextPack(taking, arrived);
    case 'known':
      return applyKnownPack(taking, arrived);
    case 'early':
      return keepOutOfOrderPack(taking, arrived);
    case 'broken':
      return resolveBrokenChain(taking, arrived, arrival.why);
  }
}

async function applyNextPack(taking: ReceiveState, arrived: ArrivedPack): Promise<void> {
  const { work } = taking;
  const { device, first, last, hash, payload, sig } = arrived.row;
  if (arrived.isCarried) {
    // J5: headquarters has not judged its ops yet. The pack comes again from there, with its held ops.
    if (arrived.opened.ops.some((op) => !work.checkRoom(op).ok))
      return quarantinePack(taking, 'pack', 'tooLarge', { hash, text: payload, sig });
    if (device !== taking.own) work.setChainChecks(requestChainCheck(chainChecksOf(work.row), device, first));
  } else {
    noteOwnPack(taking, arrived.row);
    // It follows our last pack, so headquarters has that one and all before as we do.
    work.setChainChecks(confirmChain(chainChecksOf(work.row), device, last, last));
  }
  await applyPackOps(taking, arrived);
}

async function applyKnownPack(taking: ReceiveState, arrived: ArrivedPack): Promise<void> {
  if (arrived.row.erased !== undefined) await applyErasedForm(taking, arrived);
  if (arrived.isCarried) return;
  const { work } = taking;
  const { device, last } = arrived.row;
  noteOwnPack(taking, arrived.row);
  work.setChainChecks(
    confirmChain(chainChecksOf(work.row), device, last, highestSeenNumber(work.row.have, device)),
  );
  // J5: its judgement counts, also after a restore from a backup when it judges differently.
  work.applyHolds(arrived.opened.ops, arrived.held);
}

/** Apply the erased form of a stored pack (P1). A form that changes anything else has no effect. */
async function applyErasedForm(taking: ReceiveState, arrived: ArrivedPack): Promise<void> {
  const { db, work } = taking;
  const { row, opened } = arrived;
  const stored = await db.packs.get([row.log, row.device, row.first]);
  const isOther = stored?.hash === row.hash && !isErasedFormOf(opened, openStoredPack(stored));
  if (isOther) await quarantineErasedForm(taking, row);
  else await applyRemoteErasure(db, work, arrived);
}

/** Under its own hash, not the stated one, which identifies the stored pack. */
const quarantineErasedForm = (taking: ReceiveState, { payload }: PackRow): Promise<void> =>
  quarantinePack(taking, 'pack', 'erasure', { hash: sha256Of(payload), text: payload });

function noteOwnPack(taking: ReceiveState, row: PackRow): void {
  if (row.device === taking.own) taking.ownConfirmedUpTo = Math.max(taking.ownConfirmedUpTo, row.last);
}

async function applyPackOps(
  taking: ReceiveState,
  { row, opened, held, isCarried }: ArrivedPack,
): Promise<void> {
  const { db, work, own } = taking;
  const isHeld = new Set(held);
  for (const op of opened.ops) {
    const isSuspected = isCarried === true && isSuspectedOp(taking, op);
    const isOpHeld = isSuspected || isHeld.has(numberOfDot(op.dot));
    if (isSuspected) work.applySuspectedOp(op);
    else work.applyOp(op, isOpHeld);
    if (!isCarried) work.confirmedDocuments.add(op.doc);
    taking.clock = clockAfterOp(taking, op, isOpHeld);
    taking.forks.checkOp(op);
  }
  work.extendChain(row.device, row.last, row.hash);
  await db.packs.add(row);
  if (row.device !== own) taking.foreignOpCount += opened.ops.length;
  else if (!isCarried) taking.ownReturned.add(row.first);
  // Returned by import: headquarters has not confirmed that it has them (S1).
  else work.addWaiting(documentSharesOf(opened.ops), Math.min(...opened.ops.map(({ stamp }) => stamp[0])));
}

/** Own timestamps grow in any case. A held op has no effect, so it moves no clock either (J5). */
function clockAfterOp(
  { clock, own, correctedNowMs }: ReceiveState,
  { dot, stamp }: Op,
  isHeld: boolean,
): HlcTimestamp {
  if (deviceOfDot(dot) === own)
    return isTimestampFarAhead(stamp, correctedNowMs) ? clock : laterTimestamp(clock, stamp);
  return isHeld ? clock : mergeTimestamp(clock, stamp, correctedNowMs);
}

/** Keep an out-of-order pack (M6). Of two with the same numbers headquarters' counts, else the first to arrive. */
async function keepOutOfOrderPack(taking: ReceiveState, arrived: ArrivedPack): Promise<void> {
  const { db, early } = taking;
  const { row, held, isCarried } = arrived;
  const there = early.find((one) => one.row.device === row.device && one.row.first === row.first);
  const isSame = there?.row.hash === row.hash;
  const isErased = row.erased !== undefined && there?.row.sig !== row.sig;
  if (there !== undefined && isSame && isErased && !isErasedFormOf(arrived.opened, there.opened))
    return quarantineErasedForm(taking, row);
  if (isSame && !isErased && (isCarried || !there.isCarried)) return;
  if (there !== undefined && !isSame) {
    const loser = isCarried ? row : there.row;
    await quarantinePack(taking, 'pack', 'fork', { hash: loser.hash, text: loser.payload, sig: loser.sig });
    if (isCarried) return;
  }
  if (there !== undefined) early.splice(early.indexOf(there), 1);
  early.push(arrived);
  await db.early.put({ ...row, held, ...(isCarried && { isCarried }) } satisfies OutOfOrderRow);
  // Headquarters' log has no holes: an out-of-order pack from there follows one that never came here.
  if (!isCarried) taking.hasMissingEntries = true;
}

/** Resolve a fork or a broken link (P2). Headquarters' copy takes precedence. */
async function resolveBrokenChain(
  taking: ReceiveState,
  arrived: ArrivedPack,
  why: 'fork' | 'chain',
): Promise<void> {
  const { db, work, own, nowMs } = taking;
  const { row, opened, isCarried } = arrived;
  const { device } = row;
  const doubt = chainChecksOf(work.row)[device];
  if (!isCarried && device === own && taking.comparing.has(own)) {
    const common = await findCommonPoint(db, row, opened.prev);
    if (common !== null && common >= (doubt?.from ?? 1) - 1) taking.ownCommonUpTo = common;
    return;
  }
  if (!isCarried && device !== own) {
    const mayCut = doubt !== undefined && (doubt.step !== 'compare' || taking.comparing.has(device));
    const common = mayCut ? await findCommonPoint(db, row, opened.prev) : null;
    if (doubt !== undefined && common !== null && common >= doubt.from - 1) {
      await truncateChain(db, work, device, common, { atMs: nowMs, what: 'pack', why: 'fork' });
      return applyNextPack(taking, arrived);
    }
    // Its earlier and present copies of this chain contradict each other: all of it is requested again.
    if (doubt === undefined || doubt.step === 'push') {
      work.setChainChecks(compareWholeChain(chainChecksOf(work.row), device));
      taking.needsComparison = true;
      return;
    }
    if (doubt.step === 'compare' && !taking.comparing.has(device)) return;
  }
  return quarantinePack(taking, 'pack', why, { hash: row.hash, text: row.payload, sig: row.sig });
}

/** Apply packs that waited for ops of the snapshot (M6). */
export async function applyAllWaitingPacks(taking: ReceiveState): Promise<void> {
  for (const device of new Set(taking.early.map(({ row }) => row.device)))
    await applyWaitingPacks(taking, device);
}

/** Apply packs that waited for a hole that is filled now, in the order of n (M6). */
async function applyWaitingPacks(taking: ReceiveState, device: DeviceId): Promise<void> {
  const waiting = taking.early
    .filter(({ row }) => row.device === device)
    .sort((a, b) => a.row.first - b.row.first);
  for (const arrived of waiting) {
    const { row } = arrived;
    if (row.first > highestSeenNumber(taking.work.row.have, device) + 1) return;
    taking.early.splice(taking.early.indexOf(arrived), 1);
    await taking.db.early.delete([row.log, device, row.first]);
    await applyPack(taking, arrived);
  }
}

const quarantinePack = (
  { db, nowMs }: ReceiveState,
  what: QuarantineRow['what'],
  why: string,
  pack: Pick<QuarantineRow, 'hash' | 'text' | 'sig'>,
): Promise<void> =>
  quarantineItem(db, {
    atMs: nowMs,
    what,
    why,
    hash: pack.hash,
    text: pack.text,
    ...(pack.sig !== undefined && { sig: pack.sig }),
  });
