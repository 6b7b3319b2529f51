import {
  type Dot,
  deviceOfDot,
  numberOfDot,
  highestSeenNumber,
  type VersionVector,
} from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import {
  checksAfterComparison,
  hasOpenChainCheck,
  chainsToPush,
  requestChainCheck,
  restChainCheck,
  resumeChainChecks,
} from '#sync/client/chain-checks.ts';
import type { LogAnswer } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { LogTransaction } from '../write/log-transaction.ts';
import { readLogRows } from '../db/meta.ts';
import { canPush } from './relay.ts';
import { chainChecksOf, type LogRow } from '../db/rows.ts';
import type { ReceiveState } from './apply-packs.ts';

/**
 * Compare headquarters' version vector of a log with ours, after its entries were applied (P3). Chains that it lacks
 * are to be pushed; after a loss there, all chains are checked.
 * @returns whether its log must be read again from the beginning, since a part of it is missing here.
 */
export async function compareServerVector(
  receiveState: ReceiveState,
  before: LogRow,
  answer: LogAnswer,
): Promise<boolean> {
  const { transaction } = receiveState;
  const hasLost = answer.next < before.since || answer.acked < before.acked;
  if (hasLost) {
    checkAllChains(transaction);
    forgetServerHolds(transaction, receiveState.own, answer.acked);
  }
  const isEnd = !answer.more && !hasLost && !receiveState.needsComparison;
  if (isEnd)
    transaction.setChainChecks(checksAfterComparison(chainChecksOf(transaction.row), transaction.row.have));
  const isLacking =
    isEnd && answer.have !== undefined && (await checkLackingChains(receiveState, answer.have));
  const readsAgain =
    hasLost ||
    receiveState.needsComparison ||
    (before.caughtUp && (receiveState.hasMissingEntries || isLacking));

  const isHeard = isEnd && answer.have !== undefined;
  const asks =
    readsAgain || hasOpenChainCheck(chainChecksOf(transaction.row)) || (before.asksHave === true && !isHeard);
  if (asks !== (transaction.row.asksHave ?? false)) transaction.setAsksHave(asks);
  return readsAgain;
}

/** @returns whether headquarters has ops that are not here. */
async function checkLackingChains(
  { db, transaction, own }: ReceiveState,
  theirs: VersionVector,
): Promise<boolean> {
  const { log, have } = transaction.row;
  for (const device of otherDevices(have, own))
    if (
      highestSeenNumber(theirs, device) < highestSeenNumber(have, device) &&
      chainChecksOf(transaction.row)[device] === undefined
    )
      transaction.setChainChecks(
        requestChainCheck(chainChecksOf(transaction.row), device, highestSeenNumber(theirs, device) + 1),
      );
  // Own packs of the outbox are pushed anyway.
  for (const device of chainsToPush(chainChecksOf(transaction.row))) {
    const { from } = chainChecksOf(transaction.row)[device] ?? { from: 1 };
    if (
      (device !== own || transaction.row.waiting.changes === 0) &&
      !(await canPush(db, log, device, theirs, from))
    )
      transaction.setChainChecks(restChainCheck(chainChecksOf(transaction.row), device));
  }
  return otherDevices(theirs, own).some(
    (device) => highestSeenNumber(theirs, device) > highestSeenNumber(have, device),
  );
}

/** Headquarters lost ops, for example after a restore: no earlier acknowledgement is certain any more. */
function checkAllChains(transaction: LogTransaction): void {
  const { have } = transaction.row;
  for (const device of vectorDevices(have))
    if (chainChecksOf(transaction.row)[device] === undefined)
      transaction.setChainChecks(
        requestChainCheck(
          chainChecksOf(transaction.row),
          device,
          Math.max(1, highestSeenNumber(have, device)),
        ),
      );
}

/**
 * Forget which ops headquarters held (J5): it may judge them differently when they arrive again. It leaves out packs
 * without held ops that a device has. Its log is read again, and names the ops that are still held, except own ones.
 */
function forgetServerHolds(transaction: LogTransaction, own: DeviceId, ackedThere: number): void {
  // Keys of a parsed record are dots; Object.keys forgets that.
  for (const dot of Object.keys(transaction.row.held) as Dot[])
    if (deviceOfDot(dot) !== own || numberOfDot(dot) > ackedThere) transaction.releaseOp(dot);
}

/**
 * Compare all logs at a person's request: the next requests carry version vectors, so that every difference is found.
 * Refused packs are offered once more. Runs under the mutex.
 */
export async function requestFullComparison(db: FieldDatabase): Promise<void> {
  await db.transaction('rw', db.logs, async () => {
    for (const row of await readLogRows(db))
      if (Object.keys(row.have).length > 0 && row.erased === undefined)
        await db.logs.put({ ...row, asksHave: true, doubts: resumeChainChecks(chainChecksOf(row)) });
  });
}

const otherDevices = (vector: VersionVector, own: DeviceId): readonly DeviceId[] =>
  vectorDevices(vector).filter((device) => device !== own);

// Keys of a parsed record are device ids; Object.keys forgets that.
const vectorDevices = (vector: VersionVector): readonly DeviceId[] => Object.keys(vector) as DeviceId[];
