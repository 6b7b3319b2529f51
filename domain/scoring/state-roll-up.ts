import { compareTexts } from '#base/json.ts';
import type { AssessmentStatus, AssessmentType, MaturityLevel } from '../assessment/assessment.ts';
import type { DocumentId } from '../ids.ts';
import type { IndicatorAnswer } from './applicability.ts';
import type { MaturityModel } from './maturity-model.ts';
import { lowerMedianOf } from './score.ts';

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

/** Results of one indicator over the institutions of a State. */
export interface InstitutionLevels {
  readonly levels: readonly MaturityLevel[];
  /** It counts for at least one institution, rated or not. */
  readonly isAsked: boolean;
  /** An institution looked for evidence and did not find enough. */
  readonly isSought?: boolean;
  /** Level that the lead assessor decided for the State. */
  readonly decided?: MaturityLevel | null;
}

/**
 * Level of the State for one indicator: the decided one, else the lower median. An indicator that no institution was
 * asked does not apply to the State as assessed so far.
 */
export function stateAnswerOf({
  levels,
  isAsked,
  isSought = false,
  decided = null,
}: InstitutionLevels): IndicatorAnswer {
  if (!isAsked) return { state: 'na', evidence: 'E0' };
  const maturityLevel = decided ?? (levels.length === 0 ? null : lowerMedianOf(levels));
  if (maturityLevel !== null) return { state: 'rated', level: maturityLevel, evidence: 'E0' };
  return { state: isSought ? 'ne' : 'blank', evidence: 'E0' };
}

/** B6.13: the same instrument in the same major version. */
export const areModelsComparable = (a: MaturityModel, b: MaturityModel): boolean =>
  a.id === b.id && modelMajorVersion(a) === modelMajorVersion(b);

const modelMajorVersion = ({ version }: MaturityModel): string => version.split('.')[0] ?? version;

/** The newest version among models of one instrument; with several instruments, that of the last by name. */
export const newestModelOf = <M extends { readonly model: MaturityModel }>(models: Iterable<M>): M | null =>
  [...models].toSorted((a, b) => compareTexts(modelSortKey(a.model), modelSortKey(b.model))).at(-1) ?? null;

/** Versions as text that sorts by number: 1.10.0 comes after 1.9.0. */
const modelSortKey = ({ id, version }: MaturityModel): string =>
  `${id}@${version
    .split('.')
    .map((part) => part.padStart(6, '0'))
    .join('.')}`;
