import { assessmentKind } from '#domain/assessment/assessment.ts';
import type { Kind } from '#domain/document/op.ts';
import type { LogId } from '#domain/ids.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import type { MissionSummary } from '../store-api.ts';
import type { Answer } from './question.ts';
import { documentSummaryOf, readAllSummaries } from './summaries.ts';

/** All missions of this device, the one that begins last first; those without a first day come before all. */
export const answerMissions: Answer<'missions'> = async ({ db }) => {
  const rows = await readAllSummaries(db);
  const count = (log: LogId, kind: Kind): number =>
    rows.filter((row) => row.log === log && row.kind === kind).length;

  return rows
    .filter(({ kind }) => kind === missionKind)
    .map((row) => ({
      ...documentSummaryOf(row),
      assessments: count(row.log, assessmentKind),
      workshops: count(row.log, workshopKind),
    }))
    .sort(newestFirst);
};

function newestFirst(a: MissionSummary, b: MissionSummary): number {
  const [fromA, fromB] = [firstDay(a), firstDay(b)];
  if (fromA !== fromB) return fromA < fromB ? 1 : -1;
  return b.changedAtMs - a.changedAtMs;
}

const firstDay = ({ facts }: MissionSummary): string => {
  const from = facts['from'];
  return typeof from === 'string' ? from : '9999';
};
