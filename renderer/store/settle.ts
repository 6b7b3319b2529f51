import { Dexie } from 'dexie';
import { numberOf } from '#domain/document/dot.ts';
import { seenUpTo } from '#domain/document/version-vector.ts';
import type { DeviceId } from '#domain/ids.ts';
import { readPackedOps } from './chain.ts';
import type { FieldDatabase } from './database.ts';
import type { LogWork } from './log-work.ts';
import { outboxRowOf } from './outbox-row.ts';
import type { Taking } from './take-packs.ts';

/**
 * Brings the outbox in line with what headquarters has of ours (S1). Ops leave it only up to `ownSeen`, where
 * headquarters accepted our own payloads or sent them back: its `acked` alone may count another branch of a forked
 * chain (P2), and when both copies were compared only up to `ownCommon`, where they part. What was confirmed and is
 * beyond `acked` now, as after the server was restored, waits again. Returns how many ops were newly confirmed.
 */
export async function settle(
  db: FieldDatabase,
  work: LogWork,
  own: DeviceId,
  ackedThere: number,
  { ownSeen, ownCommon }: Pick<Taking, 'ownSeen' | 'ownCommon'>,
): Promise<number> {
  const { acked: before, have } = work.row;
  const seen = ackedThere < before ? ackedThere : Math.max(before, Math.min(ownSeen, ackedThere));
  const acked = Math.min(seen, ownCommon);
  const confirmed = acked > before ? await confirm(db, work, acked) : 0;
  if (acked < before) await reopen(db, work, own, { after: acked, upTo: before });
  // Own ops are there and not here. With new ones written since it is a fork, which the next verdict says.
  const returning = ackedThere > seenUpTo(have, own) && work.row.waiting.changes === 0;
  work.ackUpTo(acked, returning, ackedThere);
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

/** From the packs, not from the op log: there they are even when their ops were pruned. */
async function reopen(
  db: FieldDatabase,
  work: LogWork,
  own: DeviceId,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<void> {
  const { log } = work.row;
  const lost = await readPackedOps(db, log, own, after);
  const rows = lost.filter(({ dot }) => numberOf(dot) <= upTo).map((op) => outboxRowOf(log, op, op.stamp[0]));
  await db.outbox.bulkPut(rows);
  for (const { doc, bytes } of rows) work.wait(doc, 1, bytes);
}
