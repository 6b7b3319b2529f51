import { isTimestampFarAhead, laterTimestamp, mergeTimestamp, type HlcTimestamp } from '#domain/clock/hlc.ts';
import { type Op, deviceOfDot, dotOf, numberOfDot, highestSeenNumber } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import {
  chainsToCompare,
  compareWholeChain,
  requestChainCheck,
  confirmChain,
} from '#sync/client/chain-checks.ts';
import { isErasedFormOf } from '#sync/protocol/erased-pack.ts';
import { sha256Of } from '#sync/protocol/hash.ts';
import { findCommonPoint, judgePackByChain } from '../db/pack-chain.ts';
import { truncateChain } from '../write/truncate-chain.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { ForkWatch } from './fork-watch.ts';
import type { LogTransaction } from '../write/log-transaction.ts';
import type { OpenedEntry } from './open-entries.ts';
import { type ArrivedPack, documentSharesOf, openStoredPack } from '../db/stored-packs.ts';
import { quarantineItem, quarantineUnreadable } from '../db/quarantine.ts';
import { applyRemoteErasure } from '../retention/erase-fields.ts';
import { chainChecksOf, type OutOfOrderRow, type PackRow, type QuarantineRow } from '../db/rows.ts';
import { isSuspectedOp } from './suspected-ops.ts';

/** State while packs of one log are applied; used inside one transaction. */
export interface ReceiveState {
  readonly db: FieldDatabase;
  readonly transaction: LogTransaction;
  readonly own: DeviceId;
  readonly nowMs: number;
  /** By the clock as corrected by headquarters. */
  readonly correctedNowMs: number;
  /** Out-of-order packs of this log (M6), readable ones only, by their first number. */
  readonly outOfOrder: ArrivedPack[];
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
  start: Pick<
    ReceiveState,
    'db' | 'transaction' | 'own' | 'nowMs' | 'correctedNowMs' | 'outOfOrder' | 'forks' | 'clock'
  >,
): ReceiveState => ({
  ...start,
  comparing: new Set(chainsToCompare(chainChecksOf(start.transaction.row))),
  foreignOpCount: 0,
  ownConfirmedUpTo: 0,
  ownReturned: new Set(),
  ownCommonUpTo: Number.POSITIVE_INFINITY,
  hasMissingEntries: false,
  needsComparison: false,
});

/** Apply one entry at its place in the log. Repeating it changes nothing (S4). */
export async function applyEntry(receiveState: ReceiveState, entry: OpenedEntry): Promise<void> {
  switch (entry.kind) {
    case 'unreadable':
      return quarantineUnreadable(receiveState.db, entry, receiveState.nowMs);
    case 'release':
      for (const n of entry.numbers) receiveState.transaction.releaseOp(dotOf(entry.device, n));
      return;
    case 'pack': {
      await applyPack(receiveState, entry);
      await applyWaitingPacks(receiveState, entry.opened.device);
    }
  }
}

async function applyPack(receiveState: ReceiveState, arrived: ArrivedPack): Promise<void> {
  const { db, transaction, own } = receiveState;
  const { row, opened } = arrived;
  const arrival = await judgePackByChain(db, transaction.row, own, row, opened);
  switch (arrival.kind) {
    case 'next':
      return applyNextPack(receiveState, arrived);
    case 'known':
      return applyKnownPack(receiveState, arrived);
    case 'early':
      return keepOutOfOrderPack(receiveState, arrived);
    case 'broken':
      return resolveBrokenChain(receiveState, arrived, arrival.why);
  }
}

async function applyNextPack(receiveState: ReceiveState, arrived: ArrivedPack): Promise<void> {
  const { transaction } = receiveState;
  const { device, first, last, hash, payload, sig } = arrived.row;
  if (arrived.isCarried) {
    // J5: headquarters has not judged its ops yet. The pack comes again from there, with its held ops.
    if (arrived.opened.ops.some((op) => !transaction.checkRoom(op).ok))
      return quarantinePack(receiveState, 'pack', 'tooLarge', { hash, text: payload, sig });
    if (device !== receiveState.own)
      transaction.setChainChecks(requestChainCheck(chainChecksOf(transaction.row), device, first));
  } else {
    noteOwnPack(receiveState, arrived.row);
    // It follows our last pack, so headquarters has that one and all before as we do.
    transaction.setChainChecks(confirmChain(chainChecksOf(transaction.row), device, last, last));
  }
  await applyPackOps(receiveState, arrived);
}

async function applyKnownPack(receiveState: ReceiveState, arrived: ArrivedPack): Promise<void> {
  if (arrived.row.erased !== undefined) await applyErasedForm(receiveState, arrived);
  if (arrived.isCarried) return;
  const { transaction } = receiveState;
  const { device, last } = arrived.row;
  noteOwnPack(receiveState, arrived.row);
  transaction.setChainChecks(
    confirmChain(
      chainChecksOf(transaction.row),
      device,
      last,
      highestSeenNumber(transaction.row.have, device),
    ),
  );
  // J5: its judgement counts, also after a restore from a backup when it judges differently.
  transaction.applyHolds(arrived.opened.ops, arrived.held);
}

/** Apply the erased form of a stored pack (P1). A form that changes anything else has no effect. */
async function applyErasedForm(receiveState: ReceiveState, arrived: ArrivedPack): Promise<void> {
  const { db, transaction } = receiveState;
  const { row, opened } = arrived;
  const stored = await db.packs.get([row.log, row.device, row.first]);
  const isOther = stored?.hash === row.hash && !isErasedFormOf(opened, openStoredPack(stored));
  if (isOther) await quarantineErasedForm(receiveState, row);
  else await applyRemoteErasure(db, transaction, arrived);
}

/** Under its own hash, not the stated one, which identifies the stored pack. */
const quarantineErasedForm = (receiveState: ReceiveState, { payload }: PackRow): Promise<void> =>
  quarantinePack(receiveState, 'pack', 'erasure', { hash: sha256Of(payload), text: payload });

function noteOwnPack(receiveState: ReceiveState, row: PackRow): void {
  if (row.device === receiveState.own)
    receiveState.ownConfirmedUpTo = Math.max(receiveState.ownConfirmedUpTo, row.last);
}

async function applyPackOps(
  receiveState: ReceiveState,
  { row, opened, held, isCarried }: ArrivedPack,
): Promise<void> {
  const { db, transaction, own } = receiveState;
  const isHeld = new Set(held);
  for (const op of opened.ops) {
    const isSuspected = isCarried === true && isSuspectedOp(receiveState, op);
    const isOpHeld = isSuspected || isHeld.has(numberOfDot(op.dot));
    if (isSuspected) transaction.applySuspectedOp(op);
    else transaction.applyOp(op, isOpHeld);
    if (!isCarried) transaction.confirmDocument(op.doc);
    receiveState.clock = clockAfterOp(receiveState, op, isOpHeld);
    receiveState.forks.checkOp(op);
  }
  transaction.extendChain(row.device, row.last, row.hash);
  await db.packs.add(row);
  if (row.device !== own) receiveState.foreignOpCount += opened.ops.length;
  else if (!isCarried) receiveState.ownReturned.add(row.first);
  // Returned by import: headquarters has not confirmed that it has them (S1).
  else
    transaction.addWaiting(
      documentSharesOf(opened.ops),
      Math.min(...opened.ops.map(({ stamp }) => stamp[0])),
    );
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
async function keepOutOfOrderPack(receiveState: ReceiveState, arrived: ArrivedPack): Promise<void> {
  const { db, outOfOrder } = receiveState;
  const { row, held, isCarried } = arrived;
  const there = outOfOrder.find((one) => one.row.device === row.device && one.row.first === row.first);
  const isSame = there?.row.hash === row.hash;
  const isErased = row.erased !== undefined && there?.row.sig !== row.sig;
  if (there !== undefined && isSame && isErased && !isErasedFormOf(arrived.opened, there.opened))
    return quarantineErasedForm(receiveState, row);
  if (isSame && !isErased && (isCarried || !there.isCarried)) return;
  if (there !== undefined && !isSame) {
    const loser = isCarried ? row : there.row;
    await quarantinePack(receiveState, 'pack', 'fork', {
      hash: loser.hash,
      text: loser.payload,
      sig: loser.sig,
    });
    if (isCarried) return;
  }
  if (there !== undefined) outOfOrder.splice(outOfOrder.indexOf(there), 1);
  outOfOrder.push(arrived);
  await db.early.put({ ...row, held, ...(isCarried && { isCarried }) } satisfies OutOfOrderRow);
  // Headquarters' log has no holes: an out-of-order pack from there follows one that never came here.
  if (!isCarried) receiveState.hasMissingEntries = true;
}

/** Resolve a fork or a broken link (P2). Headquarters' copy takes precedence. */
async function resolveBrokenChain(
  receiveState: ReceiveState,
  arrived: ArrivedPack,
  why: 'fork' | 'chain',
): Promise<void> {
  const { db, transaction, own, nowMs } = receiveState;
  const { row, opened, isCarried } = arrived;
  const { device } = row;
  const check = chainChecksOf(transaction.row)[device];
  if (!isCarried && device === own && receiveState.comparing.has(own)) {
    const common = await findCommonPoint(db, row, opened.prev);
    if (common !== null && common >= (check?.from ?? 1) - 1) receiveState.ownCommonUpTo = common;
    return;
  }
  if (!isCarried && device !== own) {
    const mayCut = check !== undefined && (check.step !== 'compare' || receiveState.comparing.has(device));
    const common = mayCut ? await findCommonPoint(db, row, opened.prev) : null;
    if (check !== undefined && common !== null && common >= check.from - 1) {
      await truncateChain(db, transaction, device, common, { atMs: nowMs, what: 'pack', why: 'fork' });
      return applyNextPack(receiveState, arrived);
    }
    // Its earlier and present copies of this chain contradict each other: all of it is requested again.
    if (check === undefined || check.step === 'push') {
      transaction.setChainChecks(compareWholeChain(chainChecksOf(transaction.row), device));
      receiveState.needsComparison = true;
      return;
    }
    if (check.step === 'compare' && !receiveState.comparing.has(device)) return;
  }
  return quarantinePack(receiveState, 'pack', why, { hash: row.hash, text: row.payload, sig: row.sig });
}

/**
 * Apply packs that wait no longer (M6): ops of a snapshot, own writes or an adoption came up to their numbers. Those with
 * numbers that are taken go into quarantine.
 */
export async function applyAllWaitingPacks(receiveState: ReceiveState): Promise<void> {
  for (const device of new Set(receiveState.outOfOrder.map(({ row }) => row.device)))
    await applyWaitingPacks(receiveState, device);
}

/** Apply packs that waited for a hole that is filled now, in the order of n (M6). */
async function applyWaitingPacks(receiveState: ReceiveState, device: DeviceId): Promise<void> {
  const waiting = receiveState.outOfOrder
    .filter(({ row }) => row.device === device)
    .sort((a, b) => a.row.first - b.row.first);
  for (const arrived of waiting) {
    const { row } = arrived;
    if (row.first > highestSeenNumber(receiveState.transaction.row.have, device) + 1) return;
    receiveState.outOfOrder.splice(receiveState.outOfOrder.indexOf(arrived), 1);
    await receiveState.db.early.delete([row.log, device, row.first]);
    await applyPack(receiveState, arrived);
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
