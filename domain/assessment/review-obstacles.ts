import { unreachable } from '../base/result.ts';
import { conflictsOf, type Document, idsBelow } from '../document/document.ts';
import { ratingAboveEvidence, unexplainedRatings } from './above-evidence.ts';
import type { AssessmentStatus } from './assessment.ts';
import { readReview } from './read-review.ts';
import { readPeriods, readStateComments, unanswered } from './read-state-comments.ts';
import type { ReviewAct } from './review-act.ts';
import type { ReviewPeriods } from './review-periods.ts';
import { statusOf } from './review-steps.ts';
import type { SignOff } from './review.ts';
import { signOffState } from './sign-off.ts';

/** Why an act is not done. Who may do it at all is asked of each write (`permitWrite`). */
export type ReviewRefusal =
  /** Final or superseded: a change makes a new version. */
  | { readonly kind: 'recordLocked' }
  /** It is not with headquarters for review, or not at the step that this act follows. */
  | { readonly kind: 'notAtThisStep'; readonly status: AssessmentStatus }
  /** Neither a point nor a reason: the field would not know what to do. */
  | { readonly kind: 'nothingToMend' }
  | { readonly kind: 'reasonMissing' }
  | { readonly kind: 'pointUnknown' }
  | { readonly kind: 'commentUnknown' }
  | { readonly kind: 'pointsOpen'; readonly count: number }
  | { readonly kind: 'conflictsOpen'; readonly count: number }
  /** Ratings above their evidence that no reviewer has let stand (domain.md B3). */
  | { readonly kind: 'ratingsUnexplained'; readonly questions: readonly string[] }
  /** The evidence carries the rating, or there is none. */
  | { readonly kind: 'notAboveEvidence' }
  | { readonly kind: 'signOffMissing' }
  | { readonly kind: 'signOffWithheld' }
  /** Answers changed since the adviser signed. */
  | { readonly kind: 'signOffOutdated' }
  | { readonly kind: 'commentsRunning'; readonly until: string }
  | { readonly kind: 'commentsUnanswered'; readonly count: number }
  /** Separation of duties (domain.md A3): who rates does not approve, whatever their role is now. */
  | { readonly kind: 'sameAsRater' }
  /** Nothing that follows it, of the same institution and not of an earlier day, would take its place. */
  | { readonly kind: 'successorMissing' };

/** What a decision needs to know beside the record. */
export interface DecisionFacts {
  /** Did this person ever write a rating into this record? */
  readonly hasRated: boolean;
  /** Is there an assessment that can take its place (`takesPlaceOf`)? */
  readonly hasSuccessor: boolean;
  /** `2026-11-24`, by headquarters' clock. */
  readonly today: string;
  readonly periods: ReviewPeriods;
}

/** All that stands in the way of an act, the first to be dealt with first; empty when it can be done now. */
export function obstaclesTo(
  document: Document,
  act: ReviewAct,
  facts: DecisionFacts,
): readonly ReviewRefusal[] {
  const status = statusOf(document);
  const isLocked = status === 'final' || status === 'superseded';
  const locked: readonly ReviewRefusal[] = isLocked ? [{ kind: 'recordLocked' }] : [];
  const unless = (...allowed: readonly AssessmentStatus[]): readonly ReviewRefusal[] =>
    isLocked || allowed.includes(status) ? locked : [{ kind: 'notAtThisStep', status }];
  switch (act.act) {
    case 'addPoint':
    case 'sealPoint':
      return locked;
    case 'removePoint':
    case 'settlePoint':
      return [...locked, ...(hasPoint(document, act.point) ? [] : [{ kind: 'pointUnknown' } as const])];
    case 'markRemark':
      return [
        ...locked,
        ...(idsBelow(document, 'comments').includes(act.remark) ? [] : [{ kind: 'commentUnknown' } as const]),
      ];
    case 'overrideRating':
      return [
        ...unless(...inReview),
        ...duties(facts),
        ...(ratingAboveEvidence(document, act.question) === null
          ? [{ kind: 'notAboveEvidence' } as const]
          : []),
      ];
    case 'withdrawOverride':
      return [...unless(...inReview), ...duties(facts)];
    case 'return':
      return [...unless(...inReview), ...nothingToMend(document, act.reason)];
    case 'share':
      return [...unless('quality-review', 'comments-addressed'), ...duties(facts), ...unfinished(document)];
    case 'recordComment':
      return unless('shared', 'comments-addressed');
    case 'answerComment':
      return [
        ...unless('shared', 'comments-addressed'),
        ...(hasComment(document, act.comment) ? [] : [{ kind: 'commentUnknown' } as const]),
      ];
    case 'addressComments':
      return [...unless('shared'), ...commentsLeft(document)];
    case 'signOff':
      return [...unless(...inReview), ...duties(facts), ...withoutNote(act)];
    case 'finalize':
      return [
        ...unless(...inReview),
        ...duties(facts),
        ...unfinished(document),
        ...signOffObstacle(document),
        ...(status === 'shared' ? commentsStillRunning(document, facts.today) : []),
        ...commentsLeft(document),
      ];
    case 'supersede':
      return [...onlyFinal(status), ...(facts.hasSuccessor ? [] : [{ kind: 'successorMissing' } as const])];
    case 'closePeriod':
      return onlyFinal(status);
    default:
      return unreachable(act);
  }
}

/** The states in which an assessment is with headquarters for a decision. */
export const inReview: readonly AssessmentStatus[] = ['quality-review', 'shared', 'comments-addressed'];

export const hasPoint = (document: Document, point: string): boolean =>
  readReview(document).points.some(({ id }) => id === point);

export const hasComment = (document: Document, comment: string): boolean =>
  readStateComments(document).some(({ id }) => id === comment);

/** Points with which the reviewer is not content yet, those that were not sent among them. */
export const unsettledPoints = (document: Document): number =>
  readReview(document).points.filter(({ settled }) => !settled).length;

const nothingToMend = (document: Document, reason: string): readonly ReviewRefusal[] =>
  reason === '' && unsettledPoints(document) === 0 ? [{ kind: 'nothingToMend' }] : [];

const onlyFinal = (status: AssessmentStatus): readonly ReviewRefusal[] =>
  status === 'final' ? [] : [{ kind: 'notAtThisStep', status }];

const duties = ({ hasRated }: DecisionFacts): readonly ReviewRefusal[] =>
  hasRated ? [{ kind: 'sameAsRater' }] : [];

function unfinished(document: Document): readonly ReviewRefusal[] {
  const [points, conflicts] = [unsettledPoints(document), conflictsOf(document).length];
  const questions = unexplainedRatings(document);
  return [
    ...(points > 0 ? [{ kind: 'pointsOpen', count: points } as const] : []),
    ...(conflicts > 0 ? [{ kind: 'conflictsOpen', count: conflicts } as const] : []),
    ...(questions.length > 0 ? [{ kind: 'ratingsUnexplained', questions } as const] : []),
  ];
}

function signOffObstacle(document: Document): readonly ReviewRefusal[] {
  const state = signOffState(document);
  switch (state) {
    case 'missing':
      return [{ kind: 'signOffMissing' }];
    case 'withheld':
      return [{ kind: 'signOffWithheld' }];
    case 'outdated':
      return [{ kind: 'signOffOutdated' }];
    case 'signed':
      return [];
    default:
      return unreachable(state);
  }
}

function commentsStillRunning(document: Document, today: string): readonly ReviewRefusal[] {
  const until = readPeriods(document)['comments-until'];
  return until !== null && today <= until ? [{ kind: 'commentsRunning', until }] : [];
}

function commentsLeft(document: Document): readonly ReviewRefusal[] {
  const count = unanswered(readStateComments(document)).length;
  return count > 0 ? [{ kind: 'commentsUnanswered', count }] : [];
}

/** The field has to know why it is withheld. */
const withoutNote = ({ decision, note }: Pick<SignOff, 'decision' | 'note'>): readonly ReviewRefusal[] =>
  decision === 'withheld' && note === '' ? [{ kind: 'reasonMissing' }] : [];
