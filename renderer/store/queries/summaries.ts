import type { LogId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import type { Grants, LogAbout } from '#sync/protocol/wire.ts';
import type { DocumentSummary } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { SummaryRow } from '../db/rows.ts';

/** Documents of one log that are not removed (M5), by id, which is the order of their creation. */
export const readLogSummaries = async (db: FieldDatabase, logId: LogId): Promise<readonly SummaryRow[]> =>
  (await readAllSummaries(db)).filter((row) => row.log === logId);

/** All documents of this device that are not removed. */
export const readAllSummaries = async (db: FieldDatabase): Promise<readonly SummaryRow[]> =>
  (await db.summaryCache.read()).filter(({ isGone }) => !isGone);

export function documentSummaryOf(summaryRow: SummaryRow): DocumentSummary {
  const { log, doc, kind, title, status, changedAtMs, conflicts, waiting, facts } = summaryRow;
  return { log, doc, kind, title, status, changedAtMs, conflicts, waiting, facts };
}

/**
 * Title of each mission: its own, or headquarters' where it has none. A count of erased fields or an export makes the
 * document of a mission without a title.
 */
export function missionTitles(
  summaryRows: readonly SummaryRow[],
  grants: Grants | undefined,
): ReadonlyMap<LogId, string> {
  const titles = new Map(missionsOf(grants).map(({ log, title }) => [log, title]));
  for (const { log, title } of recordsOfKind(summaryRows, 'mission'))
    if (title.trim() !== '') titles.set(log, title);
  return titles;
}

/** Missions that headquarters opened for this person. */
export function missionsOf(
  grants: Grants | undefined,
): readonly { readonly log: LogId; readonly title: string }[] {
  // Keys of a parsed record are log ids; Object.entries forgets that.
  const about = Object.entries(grants?.about ?? {}) as [LogId, LogAbout][];
  return about.flatMap(([log, { kind, title }]) => (kind === 'mission' ? [{ log, title }] : []));
}

/** Facts by which the page names the institution of a record; none for a record without one. */
export function institutionFactsIn({ facts }: Pick<SummaryRow, 'facts'>): SummaryRow['facts'] {
  const { 'institution/name': name = null, 'institution/ref': ref = null } = facts;
  return name === null && ref === null ? {} : { 'institution/name': name, 'institution/ref': ref };
}
