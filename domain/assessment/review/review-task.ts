import { civilDayMs } from '#base/civil-date.ts';
import { mayReleaseHeldOps } from '#domain/kinds/permit.ts';
import type { Role } from '#domain/people/role.ts';
import type { AssessmentStatus } from '../assessment.ts';
import type { ReviewFacts } from '../assessment-summary.ts';

/** Task of a person at headquarters in an assessment. */
export type ReviewTask = 'read' | 'settle' | 'signOff' | 'explain' | 'decide' | 'commentsOver';

/** Statuses in which a person at headquarters may have a task. */
export const reviewTaskStatuses = [
  'quality-review',
  'shared',
  'comments-addressed',
] as const satisfies readonly AssessmentStatus[];

/** Assessment in review, with the roles of the reader in its mission. */
interface ReviewedAssessment {
  readonly roles: readonly Role[];
  readonly status: AssessmentStatus;
  readonly facts: Pick<ReviewFacts, 'openPoints' | 'unexplained' | 'signOff' | 'commentsUntil'>;
}

/** Task of this person in one assessment on this day; null: none. */
export function reviewTaskOf({ roles, status, facts }: ReviewedAssessment, today: string): ReviewTask | null {
  const isReviewer = mayReleaseHeldOps(roles);
  const isAdviser = roles.includes('adviser');
  const needsSignature = facts.signOff === 'missing' || facts.signOff === 'outdated';
  switch (status) {
    case 'quality-review':
      if (isReviewer && facts.openPoints > 0) return 'settle';
      if (isReviewer) return facts.signOff === 'signed' ? decisionTaskOf(facts) : 'read';
      return isAdviser && needsSignature ? 'signOff' : null;
    case 'shared':
      if (isReviewer && isDayOver(facts.commentsUntil, today)) return 'commentsOver';
      return isAdviser && needsSignature ? 'signOff' : null;
    case 'comments-addressed':
      if (isReviewer && (facts.openPoints > 0 || !needsSignature))
        return facts.openPoints > 0 ? 'settle' : decisionTaskOf(facts);
      if (isAdviser && needsSignature) return 'signOff';
      return isReviewer ? 'read' : null;
    default:
      return null;
  }
}

/** Nothing is approved before each rating above its evidence has a reason (docs/requirements.md B3). */
const decisionTaskOf = ({ unexplained }: ReviewedAssessment['facts']): ReviewTask =>
  unexplained > 0 ? 'explain' : 'decide';

/** Days in one status after which an assessment waits too long: ten working days. */
const longWaitDays = 14;

/** Return whether an assessment has been in its status for more than two weeks. */
export const isLongInStatus = ({ sinceMs }: Pick<ReviewFacts, 'sinceMs'>, nowMs: number): boolean =>
  nowMs - sinceMs > longWaitDays * civilDayMs;

/** The day itself is not over. */
export const isDayOver = (day: string | null, today: string): boolean => day !== null && day < today;
