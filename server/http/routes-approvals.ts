import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { DoneAnswer } from '#api/admin-api.ts';
import { ApprovalsAnswer, DecideApprovalRequest, NoticesAnswer } from '#api/approvals-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { type ApprovalRefusal, decideApproval } from '../admin/approvals.ts';
import { readApprovals } from '../admin/read-approvals.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import { secondPersonProblems, sendProblem } from './problem.ts';
import { requireAdministrator, requireFullSession } from '../auth/console-session.ts';
import type { ServerContext } from './server-context.ts';
import * as z from 'zod';
import { NoticeAnswer, NoticeAnswerBody, NoticeAnswerResult } from '#sync/protocol/access-notices.ts';
import { applyNoticeAnswer, type NoticeAnswerRefusal } from '../admin/answer-notice.ts';
import { type NoticeReader, readUnseenNotices } from '../auth/notices.ts';
import { requireActiveDevice } from '../auth/device-signature.ts';

const noticeParams = z.object({ notice: z.guid(), answer: NoticeAnswer });
const noticeAnswerSchema = {
  params: noticeParams,
  body: NoticeAnswerBody,
  response: { 200: NoticeAnswerResult, '4xx': Problem },
};

/** Routes for a person's answer to a notice about their access (N2), on a laptop or in the console. */
export function addNoticeRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const answer = (reader: NoticeReader, said: z.infer<typeof noticeParams>) =>
    store.transaction().execute((tx) => applyNoticeAnswer(tx, dependencies, reader, said));

  app.post('/api/v1/notices/:notice/:answer', {
    schema: noticeAnswerSchema,
    onRequest: [requireActiveDevice(context)],
    handler: async ({ device, params: said }, reply) => {
      if (device === null) return sendProblem(reply, 'signature');
      const done = await answer({ person: device.person, device: device.id }, said);
      return done.ok ? reply.send({ done: true }) : sendProblem(reply, noticeProblemCodes[done.refusal]);
    },
  });

  app.get('/api/v1/console/notices', {
    schema: { response: { 200: NoticesAnswer, '4xx': Problem } },
    onRequest: [requireFullSession(context)],
    handler: async ({ person }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const notices = await readUnseenNotices(store, { person, device: null }, dependencies.nowMs());
      return reply.send({ notices });
    },
  });

  app.post('/api/v1/console/notices/:notice/:answer', {
    schema: noticeAnswerSchema,
    onRequest: [requireFullSession(context)],
    handler: async ({ person, params: said }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const done = await answer({ person, device: null }, said);
      return done.ok ? reply.send({ done: true }) : sendProblem(reply, noticeProblemCodes[done.refusal]);
    },
  });
}

const noticeProblemCodes = {
  unknown: 'not-found',
  over: 'already-done',
} as const satisfies { readonly [R in NoticeAnswerRefusal]: ProblemCode };

/** Routes of administrators' acts that wait for a second person (api/approvals-api.ts). */
export function addApprovalRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;

  app.get('/api/v1/admin/approvals', {
    schema: { response: { 200: ApprovalsAnswer, '4xx': Problem } },
    onRequest: [requireAdministrator(context)],
    handler: async ({ person }, reply) =>
      person === null
        ? sendProblem(reply, 'session')
        : reply.send(await readApprovals(store, person, dependencies.nowMs())),
  });

  app.post('/api/v1/admin/approvals/decide', {
    schema: { body: DecideApprovalRequest, response: { 200: DoneAnswer, '4xx': Problem } },
    onRequest: [requireAdministrator(context)],
    handler: async ({ person: by, body }, reply) => {
      if (by === null) return sendProblem(reply, 'session');
      const decided = await store
        .transaction()
        .execute((tx) => decideApproval(tx, dependencies, { ...body, by }));
      return decided.ok
        ? reply.send({ done: true })
        : sendProblem(reply, approvalProblemCodes[decided.refusal]);
    },
  });
}

const approvalProblemCodes = {
  ...secondPersonProblems,
  unknown: 'not-found',
  over: 'already-done',
} as const satisfies { readonly [R in ApprovalRefusal]: ProblemCode };
