import { compareTexts } from '#base/json.ts';
import type { AssessmentStatus, AssessmentType } from '../assessment/assessment.ts';
import type { DocumentId } from '../ids.ts';

// Rules by which assessments of institutions become levels of a State (docs/requirements.md B6.8, B6.13). Reports apply
// them to documents, and pages over many missions to stored figures.

/** Facts of an assessment that decide which other one it follows. */
export interface FollowingAssessment {
  readonly doc: DocumentId;
  readonly follows: DocumentId | null;
  readonly status: AssessmentStatus;
  readonly type: AssessmentType | null;
  readonly referenceDate: string | null;
}

/**
 * Return whether one is another version of a superseded assessment. It belongs to the same visit, and has a copy of all
 * answers.
 */
const isVersionOf = (
  followingAssessment: FollowingAssessment,
  previousFollowingAssessment: FollowingAssessment,
): boolean =>
  previousFollowingAssessment.status === 'superseded' &&
  followingAssessment.type === previousFollowingAssessment.type &&
  followingAssessment.referenceDate === previousFollowingAssessment.referenceDate;

/**
 * Find the assessment before each one by its link. A new version takes over the link of the superseded one. A
 * follow-up of a superseded assessment follows its new version, or the superseded one where there is none.
 */
export function createFollowedAssessments<A extends FollowingAssessment>(
  assessments: readonly A[],
): (one: A) => A | null {
  const byId = new Map(assessments.map((one) => [one.doc, one]));
  const linkOf = ({ follows }: A): A | null => (follows === null ? null : (byId.get(follows) ?? null));
  const versions = new Map<A, A>();
  for (const one of assessments) {
    const before = linkOf(one);
    if (before !== null && before !== one && isVersionOf(one, before)) versions.set(before, one);
  }
  return (one) => {
    const linked = linkOf(one);
    if (linked === null || (linked !== one && linked.status !== 'superseded')) return linked;
    const passed = new Set<A>([one]);
    const step = (next: A | null | undefined): A | null =>
      next === null || next === undefined || passed.has(next) ? null : next;
    let found = step(linked);
    // Back over the earlier versions of this one, then forward to the last version of the one before.
    while (found !== null && isVersionOf(one, found)) {
      passed.add(found);
      found = step(linkOf(found));
    }
    for (let newer = found; newer !== null; newer = step(versions.get(newer))) {
      passed.add(newer);
      found = newer;
    }
    return found;
  };
}

/** Assessments before this one, the latest first. Ends at a circular chain. */
export function assessmentsBefore<A>(one: A, beforeOf: (one: A) => A | null): readonly A[] {
  const chain: A[] = [];
  for (let at = beforeOf(one); at !== null && at !== one && !chain.includes(at); at = beforeOf(at))
    chain.push(at);
  return chain;
}

/** Assessments that count now: neither superseded ones nor ones with a later assessment, by institution. */
export function latestAssessments<A extends FollowingAssessment & { readonly institution: string }>(
  assessments: readonly A[],
  beforeOf: (one: A) => A | null,
): readonly A[] {
  const live = assessments.filter(({ status }) => status !== 'superseded');
  const followed = new Set(live.map(beforeOf));
  return live
    .filter((one) => !followed.has(one))
    .toSorted((a, b) => compareTexts(a.institution, b.institution) || compareTexts(a.doc, b.doc));
}
