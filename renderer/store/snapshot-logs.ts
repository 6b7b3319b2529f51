import type { LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import { readLogRows } from './log-table.ts';
import { readMeta } from './meta.ts';
import type { LogRow } from './rows.ts';

/** The logs of this person that are being fetched as snapshots, without those that headquarters does not give us. */
export async function readFetching(
  db: FieldDatabase,
  stopped: ReadonlySet<LogId>,
): Promise<readonly LogRow[]> {
  const fetching = (await readLogRows(db)).filter(
    ({ log, snapshot }) => snapshot !== undefined && !stopped.has(log),
  );
  if (fetching.length === 0) return [];
  const grants = await readMeta(db, 'grants');
  return fetching.filter(({ log }) => log in (grants?.logs ?? {}));
}
