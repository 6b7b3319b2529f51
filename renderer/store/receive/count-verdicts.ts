import { highestSeenNumber } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { SyncResponse } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { LogRow } from '../db/log-row.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import { OwnAcknowledgements } from './own-acknowledgements.ts';
import type { SentPack } from './sort-verdicts.ts';

/**
 * Apply headquarters' verdicts on the counts of an erased mission; nothing else of the mission is received any more.
 * Its outbox is then empty, also after a refusal: headquarters erased the mission too, or lost the preceding ops. Runs
 * inside the transaction of the response.
 * @returns the log's row after it; null when nothing changed.
 */
export async function applyCountVerdicts(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logRow: LogRow,
  { verdicts, logs }: SyncResponse,
  sentPacks: readonly SentPack[],
): Promise<LogRow | null> {
  const { log } = logRow;
  const ours = sentPacks.filter(({ row }) => row.log === log);
  const judged = verdicts.flatMap(({ pack: packHash, verdict }) => {
    const sentPack = ours.find(({ row }) => row.hash === packHash);
    return sentPack === undefined ? [] : [{ verdict, last: sentPack.row.last }];
  });
  if (judged.length === 0) return null;
  const transaction = new LogTransaction(logRow, new Map());
  if (judged.every(({ verdict }) => verdict === 'accepted' || verdict === 'duplicate')) {
    const upTo = Math.max(logRow.acked, ...judged.map(({ last }) => last));
    await new OwnAcknowledgements(upTo).reconcile(db, transaction, ownDeviceId, upTo);
  } else {
    transaction.recountWaiting([], []);
    transaction.setAcknowledged(highestSeenNumber(logRow.have, ownDeviceId), false);
  }
  transaction.moveCursor(logs[log]?.next ?? logRow.since, true);
  await commitLogTransaction(db, transaction, null);
  return transaction.row;
}
