import { type Dot, deviceOfDot, numberOfDot } from '#domain/document/dot.ts';
import type { DeviceId } from '#domain/ids.ts';
import { highestSeenNumber, type VersionVector } from '#domain/document/version-vector.ts';
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
import { readLogRows } from '../db/log-rows.ts';
import { canPush } from '../send/relay.ts';
import { chainChecksOf, type LogRow } from '../db/rows.ts';
import type { ReceiveState } from './apply-packs.ts';

/**
 * Compares what headquarters has of a log with what is here, after its entries were taken (P3): chains of which it lacks
 * something are to be pushed, and when it lost something, all of them are in doubt. Returns whether its log is to be
 * read again from the beginning, since something of it is missing here.
 */
export async function compareServerVector(
  taking: ReceiveState,
  before: LogRow,
  answer: LogAnswer,
): Promise<boolean> {
  const { work } = taking;
  const hasLost = answer.next < before.since || answer.acked < before.acked;
  if (hasLost) {
    checkAllChains(work);
    forgetServerHolds(work, taking.own, answer.acked);
  }
  const isEnd = !answer.more && !hasLost && !taking.needsComparison;
  if (isEnd) work.setChainChecks(checksAfterComparison(chainChecksOf(work.row), work.row.have));
  const isLacking = isEnd && answer.have !== undefined && (await checkLackingChains(taking, answer.have));
  const readsAgain =
    hasLost || taking.needsComparison || (before.caughtUp && (taking.hasMissingEntries || isLacking));

  const isHeard = isEnd && answer.have !== undefined;
  const asks =
    readsAgain || hasOpenChainCheck(chainChecksOf(work.row)) || (before.asksHave === true && !isHeard);
  if (asks !== (work.row.asksHave ?? false)) work.setAsksHave(asks);
  return readsAgain;
}

/** Returns whether headquarters has something that is not here. */
async function checkLackingChains({ db, work, own }: ReceiveState, theirs: VersionVector): Promise<boolean> {
  const { log, have } = work.row;
  for (const device of otherDevices(have, own))
    if (
      highestSeenNumber(theirs, device) < highestSeenNumber(have, device) &&
      chainChecksOf(work.row)[device] === undefined
    )
      work.setChainChecks(
        requestChainCheck(chainChecksOf(work.row), device, highestSeenNumber(theirs, device) + 1),
      );
  // Own packs that wait are pushed anyway.
  for (const device of chainsToPush(chainChecksOf(work.row))) {
    const { from } = chainChecksOf(work.row)[device] ?? { from: 1 };
    if ((device !== own || work.row.waiting.changes === 0) && !(await canPush(db, log, device, theirs, from)))
      work.setChainChecks(restChainCheck(chainChecksOf(work.row), device));
  }
  return otherDevices(theirs, own).some(
    (device) => highestSeenNumber(theirs, device) > highestSeenNumber(have, device),
  );
}

/** Headquarters lost something, such as after it was restored: nothing that it was known to have is sure any more. */
function checkAllChains(work: LogTransaction): void {
  const { have } = work.row;
  for (const device of vectorDevices(have))
    if (chainChecksOf(work.row)[device] === undefined)
      work.setChainChecks(
        requestChainCheck(chainChecksOf(work.row), device, Math.max(1, highestSeenNumber(have, device))),
      );
}

/**
 * What was held there (J5) may be judged otherwise when it comes again, and packs of which nothing is held are left out
 * for whoever has them. Its log is read again, which says what is still held; of our own it says so no more.
 */
function forgetServerHolds(work: LogTransaction, own: DeviceId, ackedThere: number): void {
  // Keys of a parsed record are dots; Object.keys forgets that.
  for (const dot of Object.keys(work.row.held) as Dot[])
    if (deviceOfDot(dot) !== own || numberOfDot(dot) > ackedThere) work.releaseOp(dot);
}

/**
 * Somebody asks anew: the next requests say what we have of each log, so that everything that differs is found, and what
 * headquarters did not take is offered once more. Belongs into a turn of its own.
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
