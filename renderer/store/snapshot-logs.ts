import type { LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import { knownLogRows, knownMeta } from './known-rows.ts';
import type { LogRow } from './rows.ts';

/** The logs of this person that are being fetched as snapshots, without those that headquarters does not give us. */
export async function readFetching(
  db: FieldDatabase,
  stopped: ReadonlySet<LogId>,
): Promise<readonly LogRow[]> {
  const fetching = (await knownLogRows(db)).filter(
    ({ log, snapshot }) => snapshot !== undefined && !stopped.has(log),
  );
  if (fetching.length === 0) return [];
  const grants = await knownMeta(db, 'grants');
  return fetching.filter(({ log }) => log in (grants?.logs ?? {}));
}
