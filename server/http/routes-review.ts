import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { DoneResponse } from '#api/admin-api.ts';
import { ReleaseRequest, ReleaseResponse } from '#api/console-api.ts';
import {
  ConfidentialRemark,
  ReviewActRequest,
  type ReviewProblemCode,
  ReviewQueueResponse,
} from '#api/review-api.ts';
import type { ReviewAct, ReviewActName } from '#domain/assessment/review/review-act.ts';
import type { AuditAct } from '#domain/audit-act.ts';
import { DocumentId, LogId } from '#domain/ids.ts';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { type RemarkReadRefusal, readConfidentialRemark } from '../console/encrypted-remarks.ts';
import { loadInstitutionNames } from '../console/institutions.ts';
import { performReviewAct, type ReviewActRefusal } from '../console/review-acts.ts';
import { readReviewQueue } from '../console/review-queue.ts';
import type { ServerContext } from '../context/server-context.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { releaseHeldOps } from '../log/release-ops.ts';
import { readWithFreshSummaries } from '../projections/load-documents.ts';
import { requireDeviceOrSession, requireFullSession } from './console-session.ts';
import { forPerson } from './for-person.ts';
import { sendProblem } from './problem.ts';

/** Route for releases (J5), by a signed request or in the console. */
export function addReleaseRoute(instance: FastifyInstance, context: ServerContext): void {
  instance.withTypeProvider<ZodTypeProvider>().post('/api/v1/logs/:log/releases', {
    schema: {
      params: z.object({ log: LogId }),
      body: ReleaseRequest,
      response: { 200: ReleaseResponse, '4xx': Problem },
    },
    onRequest: [requireDeviceOrSession(context)],
    handler: forPerson(async (request, reply) => {
      const { store, dependencies } = context;
      const { person } = request;
      const { log } = request.params;
      const { device, n: numbers } = request.body;
      const nowMs = dependencies.nowMs();
      const released = await releaseHeldOps(store, { log, device, numbers, by: person, nowMs });
      if (!released.ok)
        return sendProblem(reply, released.refusal.kind === 'absent' ? 'not-found' : 'not-releasable');
      await appendAuditLine(store, dependencies, {
        actor: person,
        act: 'release',
        subject: { log, device, numbers },
      });
      return reply.send({ place: released.value });
    }),
  });
}

/** Route for the text of one strictly confidential remark, in the console alone (docs/requirements.md E4). */
export function addConfidentialRemarkRoute(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  app.get('/api/v1/documents/:log/:doc/points/:point/words', {
    schema: {
      params: z.object({ log: LogId, doc: DocumentId, point: z.guid().transform((id) => id.toLowerCase()) }),
      response: { 200: ConfidentialRemark, '4xx': Problem },
    },
    onRequest: [requireFullSession(context)],
    handler: forPerson(async ({ person, params }, reply) => {
      const words = await context.store
        .transaction()
        .execute((tx) => readConfidentialRemark(tx, context.dependencies, person, params));
      return words.ok
        ? reply.send({ words: words.value })
        : sendProblem(reply, remarkProblemCodes[words.refusal.kind]);
    }),
  });
}

const remarkProblemCodes: { readonly [kind in RemarkReadRefusal['kind']]: ReviewRouteCode } = {
  absent: 'not-found',
  notForThisRole: 'forbidden',
  unreadable: 'sealed-elsewhere',
};

/** Routes for the review of assessments in the console (api/review-api.ts). Laptops cannot use them. */
export function addReviewRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;

  app.get('/api/v1/review', {
    schema: { response: { 200: ReviewQueueResponse, '4xx': Problem } },
    onRequest: [requireFullSession(context)],
    handler: forPerson(async ({ person, headers }, reply) => {
      const nameOf = await loadInstitutionNames(store, headers);
      return reply.send({
        assessments: await readWithFreshSummaries(context, person, (ownServerStore) =>
          readReviewQueue(ownServerStore, person, nameOf),
        ),
      });
    }),
  });

  app.post('/api/v1/documents/:log/:doc/review', {
    schema: {
      params: z.object({ log: LogId, doc: DocumentId }),
      body: ReviewActRequest,
      response: { 200: DoneResponse, '4xx': Problem },
    },
    onRequest: [requireFullSession(context)],
    handler: forPerson(async ({ person, params, body }, reply) => {
      const done = await store.transaction().execute(async (tx) => {
        const acted = await performReviewAct(tx, dependencies, person, { ...params, ...body });
        if (acted.ok && acted.value) {
          const subject = { ...params, ...auditSubjectOf(body.act) };
          await appendAuditLine(tx, dependencies, {
            actor: person,
            act: auditActByReviewAct[body.act.act],
            subject,
          });
        }
        return acted;
      });
      return done.ok ? reply.send({ done: true }) : sendProblem(reply, reviewProblemCodes[done.refusal.kind]);
    }),
  });
}

/** Build the act's details for the audit trail: ids and choices, never written text. */
function auditSubjectOf(act: ReviewAct): Readonly<Record<string, string | number | boolean>> {
  switch (act.act) {
    case 'addPoint':
    case 'sealPoint':
    case 'editPoint':
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
    case 'assign':
      return { duty: act.duty, ...(act.person !== null && { person: act.person }) };
    case 'closePeriod':
      return { period: act.period };
    default:
      return {};
  }
}

const auditActByReviewAct: { readonly [act in ReviewActName]: AuditAct } = {
  addPoint: 'review-point',
  sealPoint: 'review-seal-point',
  editPoint: 'review-edit-point',
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
  assign: 'review-assign',
};

/** A code without a sentence in the console's review does not compile. */
type ReviewRouteCode = Extract<ProblemCode, 'not-found' | 'forbidden'> | ReviewProblemCode;

const reviewProblemCodes: { readonly [kind in ReviewActRefusal['kind']]: ReviewRouteCode } = {
  absent: 'not-found',
  held: 'forbidden',
  moved: 'record-moved',
  unfit: 'forbidden',
  recordLocked: 'record-locked',
  notAtThisStep: 'not-at-this-step',
  nothingToMend: 'nothing-to-mend',
  reasonMissing: 'reason-missing',
  pointUnknown: 'point-unknown',
  pointSent: 'point-sent',
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
