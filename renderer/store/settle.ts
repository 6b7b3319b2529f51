import { Dexie } from 'dexie';
import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import type { LogWork } from './log-work.ts';
import { outboxRowOf } from './outbox-row.ts';
import { chainEndOf, opOf } from './rows.ts';

/**
 * Brings the outbox in line with what headquarters says it has of ours (S1): what is durable there leaves it, and what
 * was counted as durable but is not there any more (a restored server) waits again. `notAfter`: a pack with these
 * numbers was not accepted, so headquarters' ops with them are not ours. Returns how many ops were newly confirmed.
 */
export async function settle(
  db: FieldDatabase,
  work: LogWork,
  own: DeviceId,
  ackedThere: number,
  notAfter: number,
): Promise<number> {
  const { acked: before, have } = work.row;
  // What was never sealed cannot be there: a higher number means that own packs are still coming back.
  const acked = Math.min(ackedThere, chainEndOf(work.row, own).n, notAfter);
  const confirmed = acked > before ? await confirm(db, work, acked) : 0;
  if (acked < before) await reopen(db, work, own, { after: acked, upTo: before });
  work.ackUpTo(acked, ackedThere > seenUpTo(have, own) && notAfter > ackedThere);
  return confirmed;
}

async function confirm(db: FieldDatabase, work: LogWork, upTo: number): Promise<number> {
  const { log } = work.row;
  const delivered = db.outbox.where('[log+n]').between([log, Dexie.minKey], [log, upTo], true, true);
  const rows = await delivered.toArray();
  await delivered.delete();
  for (const { doc, bytes } of rows) {
    work.wait(doc, -1, -bytes);
    work.confirmed.add(doc);
  }
  return rows.length;
}

async function reopen(
  db: FieldDatabase,
  work: LogWork,
  own: DeviceId,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<void> {
  const { log } = work.row;
  const lost = await db.ops
    .where('[log+device+n]')
    .between([log, own, after], [log, own, upTo], false, true)
    .toArray();
  const rows = lost.map((row) => outboxRowOf(log, opOf(row), row.stamp[0]));
  await db.outbox.bulkPut(rows);
  for (const { doc, bytes } of rows) work.wait(doc, 1, bytes);
}
