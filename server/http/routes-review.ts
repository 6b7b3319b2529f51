import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import type { ReviewAct, ReviewActName } from '#domain/assessment/review-act.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import { Done } from '#sync/protocol/admin-api.ts';
import { ReviewAnswer, ReviewRequest } from '#sync/protocol/review-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { audit } from '../identity/audit.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import { actOnReview, type NotDone } from '../review/act-on-review.ts';
import { readReviewQueue } from '../review/review-queue.ts';
import { asListReader } from './as-list-reader.ts';
import { sendProblem } from './problem.ts';
import { requireSession } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

/** The review of assessments in the console (sync/protocol/review-api.ts). Laptops have no part in it. */
export function addReviewRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings } = context;

  app.get('/api/v1/review', {
    schema: { response: { 200: ReviewAnswer, '4xx': Problem } },
    onRequest: [requireSession(context)],
    handler: async ({ person }, reply) =>
      person === null
        ? sendProblem(reply, 'session')
        : reply.send({
            assessments: await asListReader(context, person, (own) => readReviewQueue(own, person)),
          }),
  });

  app.post('/api/v1/documents/:log/:doc/review', {
    schema: {
      params: z.object({ log: LogId, doc: DocumentId }),
      body: ReviewRequest,
      response: { 200: Done, '4xx': Problem },
    },
    onRequest: [requireSession(context)],
    handler: async ({ person, params, body }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const done = await store.transaction().execute(async (tx) => {
        const acted = await actOnReview(tx, surroundings, person, { ...params, ...body });
        if (acted.ok && acted.value) {
          const subject = { ...params, ...subjectOf(body.act) };
          await audit(tx, surroundings, { actor: person, act: auditNames[body.act.act], subject });
        }
        return acted;
      });
      return done.ok ? reply.send({ done: true }) : sendProblem(reply, codes[done.refusal.kind]);
    },
  });
}

/** What the trail says beside the record: ids and choices, never what was written. */
function subjectOf(act: ReviewAct): Readonly<Record<string, string | number | boolean>> {
  switch (act.act) {
    case 'addPoint':
    case 'sealPoint':
    case 'removePoint':
      return { point: act.point };
    case 'settlePoint':
      return { point: act.point, settled: act.settled };
    case 'markRemark':
      return { comment: act.remark, mark: act.mark };
    case 'overrideRating':
    case 'withdrawOverride':
      return { question: act.question };
    case 'share':
      return { days: act.days, harm: act.harm };
    case 'recordComment':
    case 'answerComment':
      return { comment: act.comment };
    case 'signOff':
      return { decision: act.decision };
    case 'closePeriod':
      return { period: act.period };
    default:
      return {};
  }
}

const auditNames: { readonly [act in ReviewActName]: string } = {
  addPoint: 'review-point',
  sealPoint: 'review-seal-point',
  removePoint: 'review-remove-point',
  settlePoint: 'review-settle-point',
  markRemark: 'review-mark-remark',
  overrideRating: 'review-override-rating',
  withdrawOverride: 'review-withdraw-override',
  return: 'review-return',
  share: 'review-share',
  recordComment: 'review-record-comment',
  answerComment: 'review-answer-comment',
  addressComments: 'review-address-comments',
  signOff: 'review-sign-off',
  finalize: 'review-finalize',
  supersede: 'review-supersede',
  closePeriod: 'review-close-period',
};

const codes: { readonly [kind in NotDone['kind']]: ProblemCode } = {
  absent: 'not-found',
  held: 'forbidden',
  moved: 'record-moved',
  recordLocked: 'record-locked',
  notAtThisStep: 'not-at-this-step',
  nothingToMend: 'nothing-to-mend',
  reasonMissing: 'reason-missing',
  pointUnknown: 'point-unknown',
  commentUnknown: 'comment-unknown',
  pointsOpen: 'points-open',
  conflictsOpen: 'conflicts-open',
  ratingsUnexplained: 'ratings-unexplained',
  notAboveEvidence: 'not-above-evidence',
  signOffMissing: 'sign-off-missing',
  signOffWithheld: 'sign-off-withheld',
  signOffOutdated: 'sign-off-outdated',
  commentsRunning: 'comments-running',
  commentsUnanswered: 'comments-unanswered',
  sameAsRater: 'same-as-rater',
  successorMissing: 'successor-missing',
};
