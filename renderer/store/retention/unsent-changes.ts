import { Dexie } from 'dexie';
import type { DeviceId } from '#domain/ids.ts';
import { hasOpenChainCheck } from '#sync/client/chain-checks.ts';
import type { DueErasure } from '../api/status-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { chainChecksOf, type LogRow } from '../db/log-row.ts';
import { readMeta } from '../db/meta.ts';
import { opFromRow } from '../db/rows.ts';
import { isErasureCount } from '../journal/erased-log-entries.ts';

/**
 * Own ops of a mission that headquarters lacks, without counts of erased fields. `isLacking`: it may lack any op, by
 * the knowledge of this laptop.
 */
export async function readLacking(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logRow: LogRow,
): Promise<{ readonly unsent: number; readonly isLacking: boolean }> {
  const { log, acked, returning } = logRow;
  const waitingOpRows = await db.ops
    .where('[log+device+n]')
    .between([log, ownDeviceId, acked + 1], [log, ownDeviceId, Dexie.maxKey])
    .toArray();
  const unsent = waitingOpRows.filter((op) => !isErasureCount(opFromRow(op))).length;
  return { unsent, isLacking: unsent > 0 || returning || hasOpenChainCheck(chainChecksOf(logRow)) };
}

/**
 * Ops of a mission that headquarters lacks, and their effect on its erasure: it waits while headquarters may get them.
 * Without a role of this person, headquarters accepts none, even if it still has the mission; waiting would never end.
 * Counts of erased fields stay anyway, and delay nothing.
 */
export async function readUnsent(
  db: FieldDatabase,
  ownDeviceId: DeviceId,
  logRow: LogRow,
): Promise<Pick<DueErasure, 'unsent' | 'fate'>> {
  const { unsent, isLacking } = await readLacking(db, ownDeviceId, logRow);
  const grants = await readMeta(db, 'grants');
  const mayBeTaken = grants === undefined || logRow.log in grants.logs;
  return { unsent, fate: isLacking && mayBeTaken ? 'waits' : 'goes' };
}
