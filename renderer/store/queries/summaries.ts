import { missionKind } from '#domain/mission/mission.ts';
import type { LogId } from '#domain/ids.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { SummaryRow } from '../db/rows.ts';
import type { DocumentSummary } from '../store-api.ts';

/** The documents of one log that are not gone (M5), in the order of their ids, which is the order of their making. */
export const readLogSummaries = async (db: FieldDatabase, log: LogId): Promise<readonly SummaryRow[]> =>
  (await readAllSummaries(db)).filter((row) => row.log === log);

/** All documents of this device that are not gone. */
export const readAllSummaries = async (db: FieldDatabase): Promise<readonly SummaryRow[]> =>
  (await db.summaryCache.read()).filter(({ isGone }) => !isGone);

export function documentSummaryOf(row: SummaryRow): DocumentSummary {
  const { log, doc, kind, title, status, changedAtMs, conflicts, waiting, facts } = row;
  return { log, doc, kind, title, status, changedAtMs, conflicts, waiting, facts };
}

/** The title of each log's mission. */
export const missionTitles = (rows: readonly SummaryRow[]): ReadonlyMap<LogId, string> =>
  new Map(rows.filter(({ kind }) => kind === missionKind).map(({ log, title }) => [log, title]));
