import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse, unreachable } from '#base/result.ts';
import { type Document, dotsAt, itemIdsBelow, valueAt } from '#domain/document/document.ts';
import { type Dot, type Path, pathOf } from '#domain/document/op.ts';
import { countPendingDecisions } from '#domain/kinds/pending-decisions.ts';
import { type AssessmentStatus, assessmentStatusOf } from '../assessment.ts';
import { findUnexplainedRatings, readRatingAboveEvidence } from '../read-answer.ts';
import {
  type AdviserSignOff,
  readAssessmentReview,
  readReviewAssignee,
  signOffStatusOf,
  unresolvedCommentsOf,
} from './review.ts';
import { type ReviewAct, ratingsContentHash } from './review-act.ts';
import {
  commentPeriodEnd,
  datesAfterFinal,
  type ReviewPeriodLengths,
  readReviewDates,
} from './review-dates.ts';
import { readStateComments, unansweredStateComments } from './state-comments.ts';

/** Reason why an act is refused. The right to act is checked for each write (`permitWrite`). */
export type ReviewRefusal =
  /** Final or superseded: a change makes a new version. */
  | { readonly kind: 'recordLocked' }
  /** Not with headquarters for review, or not at the step before this act. */
  | { readonly kind: 'notAtThisStep'; readonly status: AssessmentStatus }
  /** Neither a comment nor a reason: the field would not know the work to do. */
  | { readonly kind: 'nothingToMend' }
  | { readonly kind: 'reasonMissing' }
  | { readonly kind: 'pointUnknown' }
  /** The field has it already, or its words are confidential and are kept elsewhere. */
  | { readonly kind: 'pointSent' }
  | { readonly kind: 'commentUnknown' }
  | { readonly kind: 'pointsOpen'; readonly count: number }
  | { readonly kind: 'conflictsOpen'; readonly count: number }
  /** Ratings above their evidence that no reviewer has accepted (docs/requirements.md B3). */
  | { readonly kind: 'ratingsUnexplained'; readonly questions: readonly string[] }
  /** The evidence supports the rating, or there is no rating. */
  | { readonly kind: 'notAboveEvidence' }
  | { readonly kind: 'signOffMissing' }
  | { readonly kind: 'signOffWithheld' }
  /** Answers changed since the adviser signed. */
  | { readonly kind: 'signOffOutdated' }
  | { readonly kind: 'commentsRunning'; readonly until: string }
  | { readonly kind: 'commentsUnanswered'; readonly count: number }
  /** Separation of duties (docs/requirements.md A3): a rater never approves, in any later role either. */
  | { readonly kind: 'sameAsRater' }
  /** No successor of the same institution, not of an earlier day, would supersede it. */
  | { readonly kind: 'successorMissing' };

/** Facts for a decision beside the assessment. */
export interface ReviewDecisionFacts {
  /** True when this person ever wrote a rating into this assessment. */
  readonly hasRated: boolean;
  /** True when an assessment can supersede it (`canSupersedeAssessment`). */
  readonly hasSuccessor: boolean;
  /** `2026-11-24`, by headquarters' clock. */
  readonly today: string;
  readonly periods: ReviewPeriodLengths;
}

/**
 * Decide an act of headquarters on an assessment (docs/requirements.md A2).
 * @returns all writes of the act, or the refusal
 */
export function decideReviewAct(
  document: Document,
  act: ReviewAct,
  reviewDecisionFacts: ReviewDecisionFacts,
): Result<readonly ReviewWrite[], ReviewRefusal> {
  const [obstacle] = reviewObstaclesTo(document, act, reviewDecisionFacts);
  return obstacle === undefined ? ok(reviewWritesOf(document, act, reviewDecisionFacts)) : refuse(obstacle);
}

/** All obstacles to an act, the first to deal with first; empty when it can be done now. */
export function reviewObstaclesTo(
  document: Document,
  act: ReviewAct,
  reviewDecisionFacts: ReviewDecisionFacts,
): readonly ReviewRefusal[] {
  const assessmentStatus = assessmentStatusOf(document);
  const isLocked = assessmentStatus === 'final' || assessmentStatus === 'superseded';
  const locked: readonly ReviewRefusal[] = isLocked ? [{ kind: 'recordLocked' }] : [];
  const unless = (...allowed: readonly AssessmentStatus[]): readonly ReviewRefusal[] =>
    isLocked || allowed.includes(assessmentStatus)
      ? locked
      : [{ kind: 'notAtThisStep', status: assessmentStatus }];
  switch (act.act) {
    case 'addPoint':
    case 'sealPoint':
      return locked;
    case 'editPoint':
      return [...locked, ...editObstacle(document, act.point)];
    case 'removePoint':
    case 'settlePoint':
      return [
        ...locked,
        ...(hasReviewComment(document, act.point) ? [] : [{ kind: 'pointUnknown' } as const]),
      ];
    case 'markRemark':
      return [
        ...locked,
        ...(itemIdsBelow(document, 'comments').includes(act.remark)
          ? []
          : [{ kind: 'commentUnknown' } as const]),
      ];
    case 'overrideRating':
      return [
        ...unless(...statusesInReview),
        ...dutySeparationObstacle(reviewDecisionFacts),
        ...(readRatingAboveEvidence(document, act.question) === null
          ? [{ kind: 'notAboveEvidence' } as const]
          : []),
      ];
    case 'withdrawOverride':
      return [...unless(...statusesInReview), ...dutySeparationObstacle(reviewDecisionFacts)];
    case 'return':
      return [...unless(...statusesInReview), ...nothingToResolveObstacle(document, act.reason)];
    case 'share':
      return [
        ...unless('quality-review', 'comments-addressed'),
        ...dutySeparationObstacle(reviewDecisionFacts),
        ...unfinishedWorkObstacles(document),
      ];
    case 'recordComment':
      return unless('shared', 'comments-addressed');
    case 'answerComment':
      return [
        ...unless('shared', 'comments-addressed'),
        ...(hasStateComment(document, act.comment) ? [] : [{ kind: 'commentUnknown' } as const]),
      ];
    case 'addressComments':
      return [...unless('shared'), ...unansweredCommentsObstacle(document)];
    case 'signOff':
      return [
        ...unless(...statusesInReview),
        ...dutySeparationObstacle(reviewDecisionFacts),
        ...missingNoteObstacle(act),
      ];
    case 'finalize':
      return [
        ...unless(...statusesInReview),
        ...dutySeparationObstacle(reviewDecisionFacts),
        ...unfinishedWorkObstacles(document),
        ...signOffActObstacle(document),
        ...(assessmentStatus === 'shared' ? commentPeriodObstacle(document, reviewDecisionFacts.today) : []),
        ...unansweredCommentsObstacle(document),
      ];
    case 'supersede':
      return [
        ...notFinalObstacle(assessmentStatus),
        ...(reviewDecisionFacts.hasSuccessor ? [] : [{ kind: 'successorMissing' } as const]),
      ];
    case 'closePeriod':
      return notFinalObstacle(assessmentStatus);
    case 'assign':
      return unless('consolidated', ...statusesInReview);
    default:
      return unreachable(act);
  }
}

/** A comment can be corrected until it is sent with a return, and while its words are here. */
function editObstacle(document: Document, id: string): readonly ReviewRefusal[] {
  const { points, round } = readAssessmentReview(document);
  const reviewComment = points.find((one) => one.id === id);
  if (reviewComment === undefined) return [{ kind: 'pointUnknown' }];
  return reviewComment.round <= round || reviewComment.text === null ? [{ kind: 'pointSent' }] : [];
}

/** Statuses in which an assessment is with headquarters for a decision. */
export const statusesInReview: readonly AssessmentStatus[] = [
  'quality-review',
  'shared',
  'comments-addressed',
];

const hasReviewComment = (document: Document, point: string): boolean =>
  readAssessmentReview(document).points.some(({ id }) => id === point);

const hasStateComment = (document: Document, comment: string): boolean =>
  readStateComments(document).some(({ id }) => id === comment);

/** Number of comments that the reviewer has not closed, unsent ones included. */
export const countUnresolvedComments = (document: Document): number =>
  unresolvedCommentsOf(readAssessmentReview(document)).length;

const nothingToResolveObstacle = (document: Document, reason: string): readonly ReviewRefusal[] =>
  reason === '' && countUnresolvedComments(document) === 0 ? [{ kind: 'nothingToMend' }] : [];

const notFinalObstacle = (assessmentStatus: AssessmentStatus): readonly ReviewRefusal[] =>
  assessmentStatus === 'final' ? [] : [{ kind: 'notAtThisStep', status: assessmentStatus }];

const dutySeparationObstacle = ({ hasRated }: ReviewDecisionFacts): readonly ReviewRefusal[] =>
  hasRated ? [{ kind: 'sameAsRater' }] : [];

function unfinishedWorkObstacles(document: Document): readonly ReviewRefusal[] {
  const [points, conflicts] = [countUnresolvedComments(document), countPendingDecisions(document)];
  const questions = findUnexplainedRatings(document);
  return [
    ...(points > 0 ? [{ kind: 'pointsOpen', count: points } as const] : []),
    ...(conflicts > 0 ? [{ kind: 'conflictsOpen', count: conflicts } as const] : []),
    ...(questions.length > 0 ? [{ kind: 'ratingsUnexplained', questions } as const] : []),
  ];
}

function signOffActObstacle(document: Document): readonly ReviewRefusal[] {
  const state = signOffStatusOf(document);
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

function commentPeriodObstacle(document: Document, today: string): readonly ReviewRefusal[] {
  const until = readReviewDates(document)['comments-until'];
  return until !== null && today <= until ? [{ kind: 'commentsRunning', until }] : [];
}

function unansweredCommentsObstacle(document: Document): readonly ReviewRefusal[] {
  const count = unansweredStateComments(readStateComments(document)).length;
  return count > 0 ? [{ kind: 'commentsUnanswered', count }] : [];
}

/** The field has to know the reason of a withheld sign-off. */
const missingNoteObstacle = ({
  decision,
  note,
}: Pick<AdviserSignOff, 'decision' | 'note'>): readonly ReviewRefusal[] =>
  decision === 'withheld' && note === '' ? [{ kind: 'reasonMissing' }] : [];

/** A write of an act into a register, over all its heads. */
interface ReviewWrite {
  readonly path: Path;
  readonly value: JsonValue;
  readonly over: readonly Dot[];
}

function reviewWritesOf(
  document: Document,
  act: ReviewAct,
  { today, periods }: ReviewDecisionFacts,
): readonly ReviewWrite[] {
  const write = (path: string, value: JsonValue): ReviewWrite => ({
    path: pathOf(...path.split('/')),
    value,
    over: dotsAt(document, path),
  });
  const move = (assessmentStatus: AssessmentStatus): ReviewWrite => write('status', assessmentStatus);
  const round = readAssessmentReview(document).round + 1;
  switch (act.act) {
    case 'addPoint':
    case 'sealPoint': {
      const at = `review/points/${act.point}`;
      // A repeated request, since the first answer was lost on the way.
      if (hasReviewComment(document, act.point)) return [];
      return [
        write(`${at}/about`, act.about),
        act.act === 'sealPoint' ? write(`${at}/mark`, 'SC') : write(`${at}/text`, act.text),
        write(`${at}/round`, round),
        write(`${at}/settled`, false),
      ];
    }
    case 'editPoint':
      return [write(`review/points/${act.point}/text`, act.text)];
    case 'removePoint':
      return [write(`review/points/${act.point}/removed`, true)];
    case 'settlePoint':
      return [write(`review/points/${act.point}/settled`, act.settled)];
    case 'markRemark':
      return [write(`comments/${act.remark}/mark`, act.mark)];
    case 'overrideRating': {
      const above = readRatingAboveEvidence(document, act.question);
      if (above === null) return [];
      const { level, evidence } = above;
      return [write(`answers/${act.question}/override`, { reason: act.reason, level, evidence })];
    }
    case 'withdrawOverride': {
      const at = `answers/${act.question}/override`;
      return (valueAt(document, at) ?? null) === null ? [] : [write(at, null)];
    }
    case 'return':
      return [
        write(`review/returns/${round}`, { reason: act.reason }),
        ...(valueAt(document, 'review/approval') ? [write('review/approval', null)] : []),
        move('consolidated'),
      ];
    case 'share':
      return [
        write('review/approval', { note: act.note }),
        write('periods/shared-on', today),
        write('periods/comments-until', commentPeriodEnd(today, act.days)),
        move('shared'),
      ];
    case 'recordComment': {
      const at = `state-comments/${act.comment}`;
      if (hasStateComment(document, act.comment)) return [];
      const { about, from, on, text, response } = act;
      return Object.entries({ about, from, on, text, response }).map(([part, value]) =>
        write(`${at}/${part}`, value),
      );
    }
    case 'answerComment':
      return [write(`state-comments/${act.comment}/response`, act.response)];
    case 'addressComments':
      return [move('comments-addressed')];
    case 'signOff': {
      const { decision, note } = act;
      return [write('sign-off/adviser', { decision, note, seen: ratingsContentHash(document) })];
    }
    case 'finalize': {
      const { progressNoteDue, followUpFrom } = datesAfterFinal(today, periods);
      return [
        write('review/approval', { note: act.note }),
        write('periods/final-on', today),
        write('periods/progress-note-due', progressNoteDue),
        write('periods/follow-up-from', followUpFrom),
        move('final'),
      ];
    }
    case 'supersede':
      return [write('review/superseded', { reason: act.reason }), move('superseded')];
    case 'closePeriod':
      return [write(`periods/${act.period}`, null)];
    case 'assign':
      return readReviewAssignee(document, act.duty) === act.person
        ? []
        : [write(`review/assignees/${act.duty}`, act.person)];
    default:
      return unreachable(act);
  }
}
