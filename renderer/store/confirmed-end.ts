import type { DeviceId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import { type ChainEnd, chainEndOf, type LogRow } from './rows.ts';

/** The end of the last own pack that headquarters has (S1); null when there is none here. */
export async function readConfirmedEnd(
  db: FieldDatabase,
  own: DeviceId,
  row: LogRow,
): Promise<ChainEnd | null> {
  const { log, acked } = row;
  const end = chainEndOf(row, own);
  if (end.n > 0 && end.n <= acked) return end;
  // Headquarters takes packs whole, so of the last two that begin below `acked` one ends there.
  const packs = await db.packs
    .where('[log+device+first]')
    .between([log, own, 0], [log, own, acked], true, true)
    .reverse()
    .limit(2)
    .toArray();
  const last = packs.find((pack) => pack.last <= acked);
  return last ? { n: last.last, hash: last.hash } : null;
}
