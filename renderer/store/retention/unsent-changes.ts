import { Dexie } from 'dexie';
import type { DeviceId } from '#domain/ids.ts';
import { hasOpenChainCheck } from '#sync/client/chain-checks.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readMeta } from '../db/meta.ts';
import { chainChecksOf, type LogRow, opFromRow } from '../db/rows.ts';
import type { DueErasure } from '../store-api.ts';
import { isErasureCount } from '../journal/erased-log-entries.ts';

/**
 * Does headquarters lack anything of a mission that is here, as far as this laptop knows? Numbers of what was erased are
 * not counted.
 */
export async function readLacking(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
): Promise<{ readonly unsent: number; readonly isLacking: boolean }> {
  const { log, acked, returning } = row;
  const waiting = await db.ops
    .where('[log+device+n]')
    .between([log, own, acked + 1], [log, own, Dexie.maxKey])
    .toArray();
  const unsent = waiting.filter((op) => !isErasureCount(opFromRow(op))).length;
  return { unsent, isLacking: unsent > 0 || returning || hasOpenChainCheck(chainChecksOf(row)) };
}

/**
 * What headquarters does not have of a mission, and what that means for its erasure: it waits as long as headquarters may
 * still get it. Once this person has no role in it any more, headquarters takes nothing of it, whether the mission is
 * erased there or not, and waiting would keep it for ever. Numbers of what was erased stay anyway, and hold nothing up.
 */
export async function readUnsent(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
): Promise<Pick<DueErasure, 'unsent' | 'fate'>> {
  const { unsent, isLacking } = await readLacking(db, own, row);
  const grants = await readMeta(db, 'grants');
  const mayBeTaken = grants === undefined || row.log in grants.logs;
  return { unsent, fate: isLacking && mayBeTaken ? 'waits' : 'goes' };
}
