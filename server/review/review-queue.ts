import { AssessmentStatus, assessmentKind } from '#domain/assessment/assessment.ts';
import { ReviewFacts } from '#domain/assessment/review-facts.ts';
import type { Json } from '#domain/base/json.ts';
import type { PersonId } from '#domain/ids.ts';
import type { ReviewRow } from '#sync/protocol/review-api.ts';
import { readableBy } from '../access/readable.ts';
import { factsOf } from '../console/facts.ts';
import { readMissions } from '../console/missions.ts';
import type { Store } from '../store/open-store.ts';

/** Of `final` only those that something is still waited for; of `consolidated` only those that came back. */
const listed: readonly AssessmentStatus[] = [
  'consolidated',
  'quality-review',
  'shared',
  'comments-addressed',
  'final',
];

/** What is, or was, with headquarters in the missions that this person reads; longest in its state first. */
export async function readReviewQueue(store: Store, person: PersonId): Promise<readonly ReviewRow[]> {
  const rows = await store
    .selectFrom('documents')
    .select(['log', 'doc', 'title', 'status', 'facts'])
    .where('kind', '=', assessmentKind)
    .where('removed', '=', 0)
    .where('status', 'in', listed)
    .where((eb) => readableBy(person, eb.ref('documents.log')))
    .execute();
  const missions = new Map((await readMissions(store, person)).map((mission) => [mission.log, mission]));
  return rows
    .flatMap(({ facts: column, status: state, ...row }): readonly ReviewRow[] => {
      const mission = missions.get(row.log);
      const status = AssessmentStatus.safeParse(state);
      const facts = reviewFactsIn(column);
      if (mission === undefined || !status.success || facts === null) return [];
      const { institution } = factsOf(column);
      const one: ReviewRow = {
        ...row,
        institution,
        mission: mission.title,
        roles: mission.roles,
        status: status.data,
        facts,
      };
      return isListed(one) ? [one] : [];
    })
    .sort((a, b) => a.facts.sinceMs - b.facts.sinceMs || (a.doc < b.doc ? -1 : 1));
}

/** Null for a row that was written before there were reviews: nothing of it is with headquarters then. */
function reviewFactsIn(column: string): ReviewFacts | null {
  const { review } = JSON.parse(column) as { readonly review?: Json }; // written by `documentRow`
  return ReviewFacts.safeParse(review).data ?? null;
}

function isListed({ status, facts }: ReviewRow): boolean {
  if (status === 'consolidated') return facts.round > 0;
  return status !== 'final' || facts.progressNoteDue !== null || facts.followUpFrom !== null;
}
