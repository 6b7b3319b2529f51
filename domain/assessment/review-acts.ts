import { ok, refuse, type Result, unreachable } from '../base/result.ts';
import type { Json } from '../base/json.ts';
import { type Document, dotsAt, valueAt } from '../document/document.ts';
import type { Dot } from '../document/dot.ts';
import { type Path, pathOf } from '../document/path.ts';
import { ratingAboveEvidence } from './above-evidence.ts';
import type { AssessmentStatus } from './assessment.ts';
import { readReview } from './read-review.ts';
import type { ReviewAct } from './review-act.ts';
import {
  hasComment,
  hasPoint,
  obstaclesTo,
  type DecisionFacts,
  type ReviewRefusal,
} from './review-obstacles.ts';
import { commentsUntil, daysAfterFinal } from './review-periods.ts';
import { ratingsSight } from './sight.ts';

/** What an act writes into a register, over all that stands there. */
export interface ReviewWrite {
  readonly path: Path;
  readonly value: Json;
  readonly over: readonly Dot[];
}

/** Decides an act of headquarters on an assessment: all that it writes, or why not (domain.md A2). */
export function decideReviewAct(
  document: Document,
  act: ReviewAct,
  facts: DecisionFacts,
): Result<readonly ReviewWrite[], ReviewRefusal> {
  const [obstacle] = obstaclesTo(document, act, facts);
  return obstacle === undefined ? ok(writesOf(document, act, facts)) : refuse(obstacle);
}

function writesOf(
  document: Document,
  act: ReviewAct,
  { today, periods }: DecisionFacts,
): readonly ReviewWrite[] {
  const write = (path: string, value: Json): ReviewWrite => ({
    path: pathOf(...path.split('/')),
    value,
    over: dotsAt(document, path),
  });
  const move = (status: AssessmentStatus): ReviewWrite => write('status', status);
  const round = readReview(document).round + 1;
  switch (act.act) {
    case 'addPoint':
    case 'sealPoint': {
      const at = `review/points/${act.point}`;
      // Asked for a second time, since the first answer was lost on the way.
      if (hasPoint(document, act.point)) return [];
      return [
        write(`${at}/about`, act.about),
        act.act === 'sealPoint' ? write(`${at}/mark`, 'SC') : write(`${at}/text`, act.text),
        write(`${at}/round`, round),
        write(`${at}/settled`, false),
      ];
    }
    case 'removePoint':
      return [write(`review/points/${act.point}/removed`, true)];
    case 'settlePoint':
      return [write(`review/points/${act.point}/settled`, act.settled)];
    case 'markRemark':
      return [write(`comments/${act.remark}/mark`, act.mark)];
    case 'overrideRating': {
      const above = ratingAboveEvidence(document, act.question);
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
        write('periods/comments-until', commentsUntil(today, act.days)),
        move('shared'),
      ];
    case 'recordComment': {
      const at = `state-comments/${act.comment}`;
      if (hasComment(document, act.comment)) return [];
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
      return [write('sign-off/adviser', { decision, note, seen: ratingsSight(document) })];
    }
    case 'finalize': {
      const { progressNoteDue, followUpFrom } = daysAfterFinal(today, periods);
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
    default:
      return unreachable(act);
  }
}
