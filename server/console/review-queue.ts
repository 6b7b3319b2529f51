import type { NamedPerson } from '#api/console-api.ts';
import type { ReviewRow } from '#api/review-api.ts';
import type { JsonValue } from '#base/json.ts';
import { AssessmentStatus, assessmentKind } from '#domain/assessment/assessment.ts';
import { ReviewFacts } from '#domain/assessment/assessment-summary.ts';
import { reviewTaskOf, reviewTaskStatuses } from '#domain/assessment/review/review-task.ts';
import type { PersonId } from '#domain/ids.ts';
import { rolesByLogOf } from '../auth/grants.ts';
import { readableByPerson } from '../auth/read-conditions.ts';
import type { ServerStore } from '../db/open-store.ts';
import { documentFactsOf } from './documents.ts';
import type { InstitutionNameOf } from './institutions.ts';
import { readMissionRows } from './missions.ts';

/** Statuses of the queue. Of `final`, only those with something still due; of `consolidated`, only returned ones. */
const listedReviewStatuses: readonly AssessmentStatus[] = [
  'consolidated',
  'quality-review',
  'shared',
  'comments-addressed',
  'final',
];

/**
 * Read the assessments that are or were in review, in the missions that this person reads. The longest in their status
 * come first.
 */
export async function readReviewQueue(
  store: ServerStore,
  personId: PersonId,
  nameOf: InstitutionNameOf,
): Promise<readonly ReviewRow[]> {
  const rows = await store
    .selectFrom('documents')
    .select(['log', 'doc', 'title', 'status', 'facts'])
    .where('kind', '=', assessmentKind)
    .where('removed', '=', 0)
    .where('status', 'in', listedReviewStatuses)
    .where((eb) => readableByPerson(personId, eb.ref('documents.log')))
    .execute();
  const names = new Map(
    (await store.selectFrom('persons').select(['person', 'name']).execute()).map((one) => [one.person, one]),
  );
  const missions = new Map((await readMissionRows(store, personId)).map((mission) => [mission.log, mission]));
  return rows
    .flatMap(({ facts: column, status: state, ...row }): readonly ReviewRow[] => {
      const missionRow = missions.get(row.log);
      const status = AssessmentStatus.safeParse(state);
      const reviewFacts = parseReviewFacts(column);
      if (missionRow === undefined || !status.success || reviewFacts === null) return [];
      const { institution: name, institutionRef: ref = null } = documentFactsOf(column);
      const reviewRow: ReviewRow = {
        ...row,
        institution: name === null ? null : nameOf({ ref, name, country: missionRow.country }),
        mission: missionRow.title,
        roles: missionRow.roles,
        status: status.data,
        facts: reviewFacts,
        ...assigneesOf(reviewFacts, names),
      };
      return isInReviewQueue(reviewRow) ? [reviewRow] : [];
    })
    .sort((a, b) => a.facts.sinceMs - b.facts.sinceMs || (a.doc < b.doc ? -1 : 1));
}

/** Count the assessments in which a person has a task on this day, from the few that can have one. */
export async function countReviewTasks(
  store: ServerStore,
  personId: PersonId,
  today: string,
): Promise<number> {
  const rows = await store
    .selectFrom('documents')
    .select(['log', 'status', 'facts'])
    .where('kind', '=', assessmentKind)
    .where('removed', '=', 0)
    .where('status', 'in', reviewTaskStatuses)
    .where((eb) => readableByPerson(personId, eb.ref('documents.log')))
    .execute();
  if (rows.length === 0) return 0;
  const rolesByLog = await rolesByLogOf(store, personId);
  return rows.filter((row) => {
    const status = AssessmentStatus.safeParse(row.status);
    const reviewFacts = parseReviewFacts(row.facts);
    const roles = rolesByLog.get(row.log) ?? [];
    return (
      status.success &&
      reviewFacts !== null &&
      reviewTaskOf({ roles, status: status.data, facts: reviewFacts }, today) !== null
    );
  }).length;
}

function assigneesOf(
  { assignees }: ReviewFacts,
  names: ReadonlyMap<PersonId, NamedPerson>,
): Pick<ReviewRow, 'assignees'> {
  const known = Object.entries(assignees).flatMap(([duty, personId]) => {
    const namedPerson = names.get(personId);
    return namedPerson === undefined ? [] : [[duty, namedPerson] as const];
  });
  return known.length === 0 ? {} : { assignees: Object.fromEntries(known) };
}

/** Parse the facts of a review; null for a row from before reviews, of which nothing is with headquarters. */
function parseReviewFacts(column: string): ReviewFacts | null {
  const { review } = JSON.parse(column) as { readonly review?: JsonValue }; // written by `documentRowOf`
  return ReviewFacts.safeParse(review).data ?? null;
}

function isInReviewQueue({ status, facts }: ReviewRow): boolean {
  if (status === 'consolidated') return facts.round > 0;
  return status !== 'final' || facts.progressNoteDue !== null || facts.followUpFrom !== null;
}
