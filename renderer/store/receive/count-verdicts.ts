import { highestSeenNumber } from '#domain/document/op.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { SyncResponse } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { LogRow } from '../db/rows.ts';
import { commitLogTransaction } from '../write/commit-log-transaction.ts';
import { LogTransaction } from '../write/log-transaction.ts';
import { OwnAcknowledgements } from './own-acknowledgements.ts';
import type { SentPack } from './sort-verdicts.ts';

/**
 * Apply headquarters' verdicts on the counts of an erased mission; nothing else of the mission is received any more.
 * Its outbox is then empty, also after a refusal: headquarters erased the mission too, or lost the preceding ops. Runs
 * inside the transaction of the answer.
 * @returns the log's row after it; null when nothing changed.
 */
export async function applyCountVerdicts(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
  { verdicts, logs }: SyncResponse,
  sent: readonly SentPack[],
): Promise<LogRow | null> {
  const { log } = row;
  const ours = sent.filter(({ row }) => row.log === log);
  const judged = verdicts.flatMap(({ pack: packHash, verdict }) => {
    const pack = ours.find(({ row }) => row.hash === packHash);
    return pack === undefined ? [] : [{ verdict, last: pack.row.last }];
  });
  if (judged.length === 0) return null;
  const transaction = new LogTransaction(row, new Map());
  if (judged.every(({ verdict }) => verdict === 'accepted' || verdict === 'duplicate')) {
    const upTo = Math.max(row.acked, ...judged.map(({ last }) => last));
    await new OwnAcknowledgements(upTo).reconcile(db, transaction, own, upTo);
  } else {
    transaction.recountWaiting([], []);
    transaction.setAcknowledged(highestSeenNumber(row.have, own), false);
  }
  transaction.moveCursor(logs[log]?.next ?? row.since, true);
  await commitLogTransaction(db, transaction, null);
  return transaction.row;
}
