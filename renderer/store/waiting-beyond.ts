import type { Waiting } from '#sync/protocol/wire.ts';
import type { LogRow, PackRow } from './rows.ts';

/**
 * What a request tells headquarters of own ops that wait beyond its own packs, in all logs together; null when none do.
 * The bytes are in proportion to the ops: reading each of them for a figure in a table would cost more than it says.
 */
export function waitingBeyond(rows: readonly LogRow[], own: readonly PackRow[]): Waiting | null {
  let ops = 0;
  let bytes = 0;
  for (const { log, acked, waiting } of rows) {
    const travelling = own
      .filter((pack) => pack.log === log)
      .reduce((sum, { first, last }) => sum + Math.max(0, last - Math.max(first, acked + 1) + 1), 0);
    const left = Math.max(0, waiting.changes - travelling);
    ops += left;
    bytes += left === 0 ? 0 : (waiting.bytes * left) / waiting.changes;
  }
  return ops === 0 ? null : { ops, bytes: Math.round(bytes) };
}
