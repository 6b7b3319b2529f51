import { assessmentKind } from '#domain/assessment/assessment.ts';
import { DocumentId, type LogId } from '#domain/ids.ts';
import { recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { DocumentSummary, MissionSummary } from '../api/store-api.ts';
import { readLogRows, readMeta } from '../db/meta.ts';
import type { SummaryRow } from '../db/rows.ts';
import { readErasedEntries } from '../journal/erased-logs.ts';
import type { QueryFunction } from './live-query.ts';
import { documentSummaryOf, missionsOf, missionTitles } from './summaries.ts';

/** Missions that a person removed from this laptop, the last first. */
export const queryRemovedMissions: QueryFunction<'removedMissions'> = async ({ db }) =>
  (await readErasedEntries(db))
    .flatMap(({ log, atMs, off }) => (off ? [{ log, title: off.title, atMs }] : []))
    .sort((a, b) => b.atMs - a.atMs);

/**
 * All missions of this device, the latest start first; those without a first day come before all. Waiting changes and
 * conflicts count all documents of a mission; removed documents wait too.
 */
export const queryMissions: QueryFunction<'missions'> = async ({ db }) => {
  // Begun together: a live query observes no read that begins after the cache has waited for another query.
  const [all, granted, logRows] = await Promise.all([
    db.summaryCache.read(),
    readMeta(db, 'grants'),
    readLogRows(db),
  ]);
  const summaryRows = all.filter(({ isGone }) => !isGone);
  const counts = countByKind(summaryRows);
  const sums = sumByLog(all);
  const whole = new Set(
    logRows.filter(({ caughtUp, snapshot }) => caughtUp && snapshot === undefined).map(({ log }) => log),
  );
  const titles = missionTitles(summaryRows, granted);
  const begun = recordsOfKind(summaryRows, 'mission').map((row) => ({
    ...documentSummaryOf(row),
    title: titles.get(row.log) ?? row.title,
  }));
  return [...begun, ...unstartedMissions(granted, new Set(begun.map(({ log }) => log)))]
    .map((mission) => ({
      ...mission,
      assessments: counts.get(`${mission.log} ${assessmentKind}`) ?? 0,
      workshops: counts.get(`${mission.log} ${workshopKind}`) ?? 0,
      returned: sums.get(mission.log)?.returned ?? 0,
      waiting: sums.get(mission.log)?.waiting ?? 0,
      conflicts: sums.get(mission.log)?.conflicts ?? 0,
      ...(!whole.has(mission.log) && { receivedRecords: sums.get(mission.log)?.records ?? 0 }),
    }))
    .sort(compareNewestFirst);
};

const isReturnedAssessment = ({ kind, facts }: SummaryRow): boolean =>
  kind === assessmentKind && typeof facts['toMend'] === 'number';

interface LogSums {
  returned: number;
  waiting: number;
  conflicts: number;
  records: number;
}

/** Sums of each log in one pass over all records: every write asks for them. Removed records only wait. */
function sumByLog(summaryRows: readonly SummaryRow[]): ReadonlyMap<LogId, Readonly<LogSums>> {
  const sums = new Map<LogId, LogSums>();
  for (const summaryRow of summaryRows) {
    let sum = sums.get(summaryRow.log);
    if (sum === undefined) {
      sum = { returned: 0, waiting: 0, conflicts: 0, records: 0 };
      sums.set(summaryRow.log, sum);
    }
    sum.waiting += summaryRow.waiting;
    if (summaryRow.isGone) continue;
    sum.records += 1;
    sum.conflicts += summaryRow.conflicts;
    if (isReturnedAssessment(summaryRow)) sum.returned += 1;
  }
  return sums;
}

/** Number of documents of each kind in each log, without archived ones: lists do not show them. */
function countByKind(summaryRows: readonly SummaryRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { log, kind, facts } of summaryRows) {
    if (facts['archived'] === true) continue;
    const key = `${log} ${kind}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** Missions opened by headquarters in which nobody has written about the mission itself yet. */
function unstartedMissions(
  grants: Grants | undefined,
  begun: ReadonlySet<LogId>,
): readonly DocumentSummary[] {
  return missionsOf(grants)
    .filter(({ log }) => !begun.has(log))
    .map(({ log, title }) => ({
      log,
      doc: DocumentId.parse(log),
      kind: missionKind,
      title,
      status: '',
      changedAtMs: 0,
      conflicts: 0,
      waiting: 0,
      facts: {},
    }));
}

function compareNewestFirst(a: MissionSummary, b: MissionSummary): number {
  const [fromA, fromB] = [firstDayOf(a), firstDayOf(b)];
  if (fromA !== fromB) return fromA < fromB ? 1 : -1;
  return b.changedAtMs - a.changedAtMs;
}

const firstDayOf = ({ facts }: MissionSummary): string => {
  const from = facts['from'];
  return typeof from === 'string' ? from : '9999';
};

export const queryRemovedRecords: QueryFunction<'removedRecords'> = async ({ db }, { log }) =>
  (await db.summaryCache.read())
    .filter((row) => row.log === log && row.isGone)
    .map(documentSummaryOf)
    .sort((a, b) => b.changedAtMs - a.changedAtMs);
