import {
  type Dot,
  deviceOfDot,
  dotOf,
  hasSeenDot,
  highestSeenNumber,
  numberOfDot,
  type VersionVector,
} from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import {
  chainsToPush,
  checksAfterComparison,
  hasOpenChainCheck,
  requestChainCheck,
  restChainCheck,
  resumeChainChecks,
} from '#sync/client/chain-checks.ts';
import type { LogAnswer } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import { chainChecksOf, type LogRow } from '../db/log-row.ts';
import { readLogRows } from '../db/meta.ts';
import type { LogTransaction } from '../write/log-transaction.ts';
import { canPush } from './relay.ts';

interface ComparisonContext {
  readonly db: FieldDatabase;
  readonly transaction: LogTransaction;
  readonly own: DeviceId;
}

/** Findings on the chains of a log, from the entries and verdicts of a response. */
interface ChainFindings {
  /** Some entries of headquarters' log are missing here. */
  readonly hasMissingEntries: boolean;
  /** A chain must be compared from its beginning. */
  readonly needsComparison: boolean;
}

/**
 * Compare headquarters' version vector of a log with ours, after its entries were applied (P3). Chains that it lacks
 * are to be pushed; after a loss there, all chains are checked. Ops that it does not hold are released.
 * @param previousLogRow Row before the response.
 * @returns whether its log must be read again from the beginning, since a part of it is missing here.
 */
export async function compareServerVector(
  comparisonContext: ComparisonContext,
  { hasMissingEntries, needsComparison }: ChainFindings,
  previousLogRow: LogRow,
  logAnswer: LogAnswer,
): Promise<boolean> {
  const { transaction, own } = comparisonContext;
  releaseUnheldOps(transaction, logAnswer);
  const hasLost = logAnswer.next < previousLogRow.since || logAnswer.acked < previousLogRow.acked;
  if (hasLost) {
    checkAllChains(transaction);
    forgetServerHolds(transaction, own, logAnswer.acked);
  }
  const isEnd = !logAnswer.more && !hasLost && !needsComparison;
  if (isEnd) transaction.changeChainChecks((checks) => checksAfterComparison(checks, transaction.have));
  const isLacking =
    isEnd && logAnswer.have !== undefined && (await checkLackingChains(comparisonContext, logAnswer.have));
  const readsAgain =
    hasLost || needsComparison || (previousLogRow.caughtUp && (hasMissingEntries || isLacking));

  const isHeard = isEnd && logAnswer.have !== undefined;
  const asks =
    readsAgain ||
    hasOpenChainCheck(transaction.chainChecks) ||
    (previousLogRow.asksHave === true && !isHeard);
  if (asks !== (transaction.row.asksHave ?? false)) transaction.setAsksHave(asks);
  return readsAgain;
}

/** @returns whether headquarters has ops that are not here. */
async function checkLackingChains(
  { db, transaction, own }: ComparisonContext,
  remoteVector: VersionVector,
): Promise<boolean> {
  const { log, have } = transaction.row;
  for (const deviceId of otherDevices(have, own)) {
    const there = highestSeenNumber(remoteVector, deviceId);
    if (there < highestSeenNumber(have, deviceId) && transaction.chainChecks[deviceId] === undefined)
      transaction.changeChainChecks((checks) => requestChainCheck(checks, deviceId, there + 1));
  }
  // Own packs of the outbox are pushed anyway.
  for (const deviceId of chainsToPush(transaction.chainChecks)) {
    const { from } = transaction.chainChecks[deviceId] ?? { from: 1 };
    const isPushed = deviceId !== own || transaction.row.waiting.changes === 0;
    if (isPushed && !(await canPush(db, log, deviceId, remoteVector, from)))
      transaction.changeChainChecks((checks) => restChainCheck(checks, deviceId));
  }
  return otherDevices(remoteVector, own).some(
    (deviceId) => highestSeenNumber(remoteVector, deviceId) > highestSeenNumber(have, deviceId),
  );
}

/** Headquarters lost ops, for example after a restore: no earlier acknowledgement is certain any more. */
function checkAllChains(transaction: LogTransaction): void {
  const { have } = transaction;
  for (const deviceId of vectorDevices(have)) {
    if (transaction.chainChecks[deviceId] !== undefined) continue;
    const from = Math.max(1, highestSeenNumber(have, deviceId));
    transaction.changeChainChecks((checks) => requestChainCheck(checks, deviceId, from));
  }
}

/**
 * Forget which ops headquarters held (J5): it may judge them differently when they arrive again. It leaves out packs
 * without held ops that a device has. Its log is read again, and names the ops that are still held, except own ones.
 */
function forgetServerHolds(transaction: LogTransaction, ownDeviceId: DeviceId, ackedThere: number): void {
  // Keys of a parsed record are dots; Object.keys forgets that.
  for (const dot of Object.keys(transaction.row.held) as Dot[])
    if (deviceOfDot(dot) !== ownDeviceId || numberOfDot(dot) > ackedThere) transaction.releaseOp(dot);
}

/** Release ops that headquarters has and does not hold (J5). After a restore it may judge a pack differently. */
function releaseUnheldOps(transaction: LogTransaction, { more, have, holds }: LogAnswer): void {
  if (more || have === undefined || holds === undefined) return;
  const suspected = new Set(transaction.row.suspected);
  // Keys of a parsed record are devices, and dots; Object.entries and Object.keys forget that.
  const numbers = Object.entries(holds) as [DeviceId, readonly number[]][];
  const heldThere = new Set(numbers.flatMap(([device, some]) => some.map((n) => dotOf(device, n))));
  for (const dot of Object.keys(transaction.row.held) as Dot[])
    if (hasSeenDot(have, dot) && !heldThere.has(dot) && !suspected.has(dot)) transaction.releaseOp(dot);
}

/**
 * Compare all logs at a person's request: the next requests carry version vectors, so that every difference is found.
 * Refused packs are offered once more. Runs under the mutex.
 */
export async function requestFullComparison(db: FieldDatabase): Promise<void> {
  await db.transaction('rw', db.logs, async () => {
    for (const logRow of await readLogRows(db))
      if (Object.keys(logRow.have).length > 0 && logRow.erased === undefined)
        await db.logs.put({ ...logRow, asksHave: true, doubts: resumeChainChecks(chainChecksOf(logRow)) });
  });
}

const otherDevices = (versionVector: VersionVector, ownDeviceId: DeviceId): readonly DeviceId[] =>
  vectorDevices(versionVector).filter((device) => device !== ownDeviceId);

// Keys of a parsed record are device ids; Object.keys forgets that.
const vectorDevices = (versionVector: VersionVector): readonly DeviceId[] =>
  Object.keys(versionVector) as DeviceId[];
