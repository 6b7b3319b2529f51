import { dotsAt } from '#domain/document/document.ts';
import { type Dot, deviceOfDot, hasSeenDot, numberOfDot } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { RegisterWrite } from '../api/store-api.ts';
import type { LogRow } from '../db/log-row.ts';
import type { LogTransaction } from './log-transaction.ts';

/**
 * Heads that the person saw, and those that this device wrote itself: its own earlier value never is a conflict. A head
 * that came meanwhile stays beside the new value (M1). One that the person saw and that is out of sight meanwhile is
 * replaced too: it would come back. A decision that is taken back has its values beside each other.
 */
export function replacedDots(
  transaction: LogTransaction,
  stepWrite: Extract<RegisterWrite, { readonly over: readonly Dot[] }>,
  deviceId: DeviceId,
): readonly Dot[] {
  if (stepWrite.beside === true) return stepWrite.over;
  const { row } = transaction;
  const heads = dotsAt(transaction.viewOf(stepWrite.doc), stepWrite.path);
  const isOutOfSight = (dot: Dot): boolean =>
    !heads.includes(dot) && (dot in row.held || mayComeAgain(row, dot));
  return [
    ...heads.filter((dot) => deviceOfDot(dot) === deviceId || stepWrite.over.includes(dot)),
    ...stepWrite.over.filter(isOutOfSight),
  ];
}

/**
 * True when a value that the person saw may be on its way back, since the database was lost (D2) and the log is still
 * being read. A number of a discarded branch may be another op's by now (P2).
 */
function mayComeAgain({ snapshot, caughtUp, have, parted }: LogRow, dot: Dot): boolean {
  const isRead = snapshot === undefined && (caughtUp || hasSeenDot(have, dot));
  return !isRead && numberOfDot(dot) > (parted?.[deviceOfDot(dot)] ?? 0);
}
