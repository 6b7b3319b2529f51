import { missionKind } from '#domain/mission/mission.ts';
import type { LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { SummaryRow } from '../db/rows.ts';
import type { DocumentSummary } from '../store-api.ts';

/** Documents of one log that are not removed (M5), by id, which is the order of their creation. */
export const readLogSummaries = async (db: FieldDatabase, log: LogId): Promise<readonly SummaryRow[]> =>
  (await readAllSummaries(db)).filter((row) => row.log === log);

/** All documents of this device that are not removed. */
export const readAllSummaries = async (db: FieldDatabase): Promise<readonly SummaryRow[]> =>
  (await db.summaryCache.read()).filter(({ isGone }) => !isGone);

export function documentSummaryOf(row: SummaryRow): DocumentSummary {
  const { log, doc, kind, title, status, changedAtMs, conflicts, waiting, facts } = row;
  return { log, doc, kind, title, status, changedAtMs, conflicts, waiting, facts };
}

/** Mission title of each log. */
export const missionTitles = (rows: readonly SummaryRow[]): ReadonlyMap<LogId, string> =>
  new Map(rows.filter(({ kind }) => kind === missionKind).map(({ log, title }) => [log, title]));
