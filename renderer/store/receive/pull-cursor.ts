import type { DeviceId } from '#domain/ids.ts';
import type { LogAnswer } from '#sync/protocol/wire.ts';
import { chainEndOf, type LogRow } from '../db/rows.ts';
import type { LogTransaction } from '../write/log-transaction.ts';

/**
 * Move the pull cursor of the log. It starts again when own ops are only at headquarters (an older disk image), or when
 * other entries were missed. Requests then carry the version vector, so that missing ops come (S3). A new log that
 * exceeds one answer starts with a snapshot.
 * @param before Row before the answer.
 * @param readsAgain The log must be read again from its beginning.
 */
export function movePullCursor(
  transaction: LogTransaction,
  own: DeviceId,
  before: LogRow,
  answer: LogAnswer,
  readsAgain: boolean,
): void {
  if (readsAgain || (transaction.row.returning && before.caughtUp)) transaction.moveCursor(0, false);
  else transaction.moveCursor(answer.next, before.caughtUp || !answer.more);
  if (startsWithSnapshot(transaction.row, own, before, answer)) transaction.continueSnapshot(null);
}

/**
 * True when a new log that exceeds one answer starts with a snapshot. Not while headquarters has own ops without a pack
 * here. A snapshot would bring their values without those packs, which the own chain must continue.
 */
const startsWithSnapshot = (row: LogRow, own: DeviceId, before: LogRow, answer: LogAnswer): boolean =>
  before.since === 0 &&
  !before.caughtUp &&
  Object.keys(before.have).every((device) => device === own) &&
  answer.more &&
  !row.returning &&
  answer.acked <= chainEndOf(row, own).n;
