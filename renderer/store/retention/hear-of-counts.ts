import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { SyncResponse } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../database.ts';
import { readLogRow } from '../log-table.ts';
import { LogWork } from '../log-work.ts';
import type { SentPack } from '../read-verdicts.ts';
import { saveWork } from '../save-work.ts';
import { settle } from '../settle.ts';

/**
 * What headquarters says of the numbers of an erased mission that were sent to it; of the mission itself nothing is heard
 * any more. Once they are taken, or not taken, since it erased the mission too or has lost what they follow, nothing of it
 * waits here. Returns whether anything changed. Runs inside the transaction of the answer.
 */
export async function hearOfCounts(
  db: FieldDatabase,
  own: DeviceId,
  log: LogId,
  { verdicts, logs }: SyncResponse,
  sent: readonly SentPack[],
): Promise<boolean> {
  const ours = sent.filter(({ row }) => row.log === log);
  const heard = verdicts.flatMap(({ pack, verdict }) => {
    const about = ours.find(({ row }) => row.hash === pack);
    return about === undefined ? [] : [{ verdict, last: about.row.last }];
  });
  if (heard.length === 0) return false;
  const row = await readLogRow(db, log);
  const work = new LogWork(row, new Map());
  if (heard.every(({ verdict }) => verdict === 'accepted' || verdict === 'duplicate')) {
    const upTo = Math.max(row.acked, ...heard.map(({ last }) => last));
    const seen = { ownSeen: upTo, ownCommon: Number.POSITIVE_INFINITY, ownBack: new Set<number>() };
    await settle(db, work, own, upTo, seen);
  } else {
    work.recount([], []);
    work.ackUpTo(seenUpTo(row.have, own), false);
  }
  work.moveCursor(logs[log]?.next ?? row.since, true);
  await saveWork(db, work, null);
  return true;
}
