import { openQuestionsOf } from '#domain/assessment/open-questions.ts';
import type { PersonId } from '#domain/ids.ts';
import { writeModeOf } from '#domain/kinds/permit.ts';
import { type OfKind, recordsOfKind } from '#domain/kinds/records-of-kind.ts';
import { readMissionMeetings } from '#domain/mission/mission-meetings.ts';
import type { DuePlanItem } from '#domain/overview/due-work.ts';
import { readPlanItems } from '#domain/plan/action-plan.ts';
import { openMilestonesOf } from '#domain/plan/plan-figures.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { LeftRoute } from '../api/left-route.ts';
import type { LastRecord, OpenAssessment, PlannedMeeting } from '../api/waiting-work-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { putMeta, readMeta } from '../db/meta.ts';
import type { SummaryRow } from '../db/rows.ts';
import type { QueryFunction } from './live-query.ts';
import { documentSummaryOf, missionsOf, readAllSummaries } from './summaries.ts';

/** Assessments that are read whole to count their questions: the last changed ones. */
const countedAssessments = 8;

/** Keep the screen of this person; one without a record keeps the record of before. */
export const rememberRoute = (db: FieldDatabase, leftRoute: LeftRoute): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    const previousLeftRoute = await readMeta(db, 'leftPlace');
    await putMeta(db, 'leftPlace', {
      ...leftRoute,
      record: leftRoute.record ?? previousLeftRoute?.record ?? null,
    });
  });

/** Address of the last screen; null when its mission or record is no longer on this laptop. */
export const queryLastAddress: QueryFunction<'lastAddress'> = async ({ db }) => {
  const leftRoute = await readMeta(db, 'leftPlace');
  if (leftRoute === undefined) return null;
  const { address, log, doc } = leftRoute;
  if (log === null) return address;
  const summaryRows = (await readAllSummaries(db)).filter((row) => row.log === log);
  if (doc !== null) return summaryRows.some((row) => row.doc === doc) ? address : null;
  const isGranted = missionsOf(await readMeta(db, 'grants')).some((mission) => mission.log === log);
  return isGranted || summaryRows.length > 0 ? address : null;
};

/** Work that waits for this person. Lists come from summaries; few assessments are read whole. */
export const queryWaitingWork: QueryFunction<'waitingWork'> = async ({ db, live }) => {
  const summaryRows = await readAllSummaries(db);
  const grants = await readMeta(db, 'grants');
  const assessments = recordsOfKind(summaryRows, 'assessment');
  return {
    last: lastRecordOf(await readMeta(db, 'leftPlace'), summaryRows),
    returned: assessments.filter(({ facts }) => typeof facts['toMend'] === 'number').map(documentSummaryOf),
    questions: await readOpenAssessments(db, assessments, grants, live.enrolment?.person ?? null),
    workshops: recordsOfKind(summaryRows, 'workshop')
      .filter(({ facts }) => typeof facts['from'] === 'string')
      .map(documentSummaryOf),
    assessments: assessments.map(documentSummaryOf),
    planItems: await readPlannedItems(db, summaryRows),
    meetings: await readPlannedMeetings(db, summaryRows),
  };
};

/** Items of the plans of all missions; each mission has one plan. */
async function readPlannedItems(
  db: FieldDatabase,
  summaryRows: readonly SummaryRow[],
): Promise<readonly DuePlanItem[]> {
  const plans = recordsOfKind(summaryRows, 'action-plan');
  const documents = await db.documents.bulkGet(plans.map(({ log, doc }) => [log, doc] as const));
  return plans.flatMap(({ log, doc }, at) =>
    readPlanItems(documents[at]).map((planItem): DuePlanItem => {
      const { id, title, to, agreedTo, status } = planItem;
      return { log, doc, id, title, to, agreedTo, status, milestones: openMilestonesOf(planItem) };
    }),
  );
}

/** Meetings of all missions that have a day. */
async function readPlannedMeetings(
  db: FieldDatabase,
  summaryRows: readonly SummaryRow[],
): Promise<readonly PlannedMeeting[]> {
  const missions = recordsOfKind(summaryRows, 'mission');
  const documents = await db.documents.bulkGet(missions.map(({ log, doc }) => [log, doc] as const));
  return missions.flatMap(({ log }, at) =>
    readMissionMeetings(documents[at]).flatMap((meeting): readonly PlannedMeeting[] =>
      meeting.day === null ? [] : [{ ...meeting, log, day: meeting.day }],
    ),
  );
}

function lastRecordOf(
  leftRoute: LeftRoute | undefined,
  summaryRows: readonly SummaryRow[],
): LastRecord | null {
  const record = leftRoute?.record;
  const summaryRow = record && summaryRows.find(({ log, doc }) => log === record.log && doc === record.doc);
  if (!record || !summaryRow) return null;
  const { address, question, atMs } = record;
  return { summary: documentSummaryOf(summaryRow), address, question, atMs };
}

const statusesUnderWay: ReadonlySet<string> = new Set(['', 'draft', 'fieldwork']);

async function readOpenAssessments(
  db: FieldDatabase,
  assessments: readonly OfKind<'assessment', SummaryRow>[],
  grants: Grants | undefined,
  personId: PersonId | null,
): Promise<readonly OpenAssessment[]> {
  const underWay = assessments
    .filter(({ status }) => statusesUnderWay.has(status))
    .filter(({ facts }) => facts['archived'] !== true)
    .toSorted((a, b) => b.changedAtMs - a.changedAtMs)
    .slice(0, countedAssessments);
  const documents = await db.documents.bulkGet(underWay.map(({ log, doc }) => [log, doc] as const));
  return underWay.flatMap(({ log, doc, facts }, at): readonly OpenAssessment[] => {
    const document = documents[at];
    if (!document || writeModeOf(grants?.logs[log] ?? [], document) !== 'open') return [];
    const openQuestions = openQuestionsOf(document, personId);
    return openQuestions && openQuestions.count > 0 ? [{ ...openQuestions, log, doc, facts }] : [];
  });
}
