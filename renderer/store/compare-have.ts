import { type Dot, deviceOf, numberOf } from '#domain/document/dot.ts';
import type { DeviceId } from '#domain/ids.ts';
import { seenUpTo, type VersionVector } from '#domain/document/version-vector.ts';
import {
  afterCompare,
  hasOpenDoubt,
  pushedDoubts,
  raiseDoubt,
  restDoubt,
  wakeDoubts,
} from '#sync/client/doubts.ts';
import type { LogAnswer } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from './database.ts';
import type { LogWork } from './log-work.ts';
import { readLogRows } from './log-table.ts';
import { canPush } from './relay.ts';
import { doubtsOf, type LogRow } from './rows.ts';
import type { Taking } from './take-packs.ts';

/**
 * Compares what headquarters has of a log with what is here, after its entries were taken (P3): chains of which it lacks
 * something are to be pushed, and when it lost something, all of them are in doubt. Returns whether its log is to be
 * read again from the beginning, since something of it is missing here.
 */
export async function compareHave(taking: Taking, before: LogRow, answer: LogAnswer): Promise<boolean> {
  const { work } = taking;
  const hasLost = answer.next < before.since || answer.acked < before.acked;
  if (hasLost) {
    doubtAll(work);
    forgetHolds(work, taking.own, answer.acked);
  }
  const isEnd = !answer.more && !hasLost && !taking.compares;
  if (isEnd) work.doubt(afterCompare(doubtsOf(work.row), work.row.have));
  const isLacking = isEnd && answer.have !== undefined && (await raiseLacking(taking, answer.have));
  const readsAgain = hasLost || taking.compares || (before.caughtUp && (taking.missesSome || isLacking));

  const isHeard = isEnd && answer.have !== undefined;
  const asks = readsAgain || hasOpenDoubt(doubtsOf(work.row)) || (before.asksHave === true && !isHeard);
  if (asks !== (work.row.asksHave ?? false)) work.askHave(asks);
  return readsAgain;
}

/** Returns whether headquarters has something that is not here. */
async function raiseLacking({ db, work, own }: Taking, theirs: VersionVector): Promise<boolean> {
  const { log, have } = work.row;
  for (const device of others(have, own))
    if (seenUpTo(theirs, device) < seenUpTo(have, device) && doubtsOf(work.row)[device] === undefined)
      work.doubt(raiseDoubt(doubtsOf(work.row), device, seenUpTo(theirs, device) + 1));
  // Own packs that wait are pushed anyway.
  for (const device of pushedDoubts(doubtsOf(work.row))) {
    const { from } = doubtsOf(work.row)[device] ?? { from: 1 };
    if ((device !== own || work.row.waiting.changes === 0) && !(await canPush(db, log, device, theirs, from)))
      work.doubt(restDoubt(doubtsOf(work.row), device));
  }
  return others(theirs, own).some((device) => seenUpTo(theirs, device) > seenUpTo(have, device));
}

/** Headquarters lost something, such as after it was restored: nothing that it was known to have is sure any more. */
function doubtAll(work: LogWork): void {
  const { have } = work.row;
  for (const device of devicesOf(have))
    if (doubtsOf(work.row)[device] === undefined)
      work.doubt(raiseDoubt(doubtsOf(work.row), device, Math.max(1, seenUpTo(have, device))));
}

/**
 * What was held there (J5) may be judged otherwise when it comes again, and packs of which nothing is held are left out
 * for whoever has them. Its log is read again, which says what is still held; of our own it says so no more.
 */
function forgetHolds(work: LogWork, own: DeviceId, ackedThere: number): void {
  // Keys of a parsed record are dots; Object.keys forgets that.
  for (const dot of Object.keys(work.row.held) as Dot[])
    if (deviceOf(dot) !== own || numberOf(dot) > ackedThere) work.release(dot);
}

/**
 * Somebody asks anew: the next requests say what we have of each log, so that everything that differs is found, and what
 * headquarters did not take is offered once more. Belongs into a turn of its own.
 */
export async function askAnew(db: FieldDatabase): Promise<void> {
  await db.transaction('rw', db.logs, async () => {
    for (const row of await readLogRows(db))
      if (Object.keys(row.have).length > 0 && row.erased === undefined)
        await db.logs.put({ ...row, asksHave: true, doubts: wakeDoubts(doubtsOf(row)) });
  });
}

const others = (vector: VersionVector, own: DeviceId): readonly DeviceId[] =>
  devicesOf(vector).filter((device) => device !== own);

// Keys of a parsed record are device ids; Object.keys forgets that.
const devicesOf = (vector: VersionVector): readonly DeviceId[] => Object.keys(vector) as DeviceId[];
