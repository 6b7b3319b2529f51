import type { DeviceId } from '#domain/ids.ts';
import type { LogAnswer } from '#sync/protocol/wire.ts';
import { chainEndOf, type LogRow } from '../db/log-row.ts';
import type { LogTransaction } from '../write/log-transaction.ts';

/**
 * Move the pull cursor of the log. It starts again when own ops are only at headquarters (an older disk image), or when
 * other entries were missed. Requests then carry the version vector, so that missing ops come (S3). A new log that
 * exceeds one response starts with a snapshot.
 * @param previousLogRow Row before the response.
 * @param readsAgain The log must be read again from its beginning.
 */
export function movePullCursor(
  transaction: LogTransaction,
  ownDeviceId: DeviceId,
  previousLogRow: LogRow,
  logAnswer: LogAnswer,
  readsAgain: boolean,
): void {
  if (readsAgain || (transaction.row.returning && previousLogRow.caughtUp)) transaction.moveCursor(0, false);
  else transaction.moveCursor(logAnswer.next, previousLogRow.caughtUp || !logAnswer.more);
  if (startsWithSnapshot(transaction.row, ownDeviceId, previousLogRow, logAnswer))
    transaction.continueSnapshot(null);
}

/**
 * True when a new log that exceeds one response starts with a snapshot. Not while headquarters has own ops without a pack
 * here. A snapshot would bring their values without those packs, which the own chain must continue.
 */
const startsWithSnapshot = (
  logRow: LogRow,
  ownDeviceId: DeviceId,
  previousLogRow: LogRow,
  logAnswer: LogAnswer,
): boolean =>
  previousLogRow.since === 0 &&
  !previousLogRow.caughtUp &&
  Object.keys(previousLogRow.have).every((device) => device === ownDeviceId) &&
  logAnswer.more &&
  !logRow.returning &&
  logAnswer.acked <= chainEndOf(logRow, ownDeviceId).n;
