import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { NoticesAnswer } from '#sync/protocol/approvals-api.ts';
import { AnswerNotice, NoticeAnswer, NoticeAnswered } from '#sync/protocol/notices.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { answerNotice, type NoticeRefusal } from '../admin/answer-notice.ts';
import { type NoticeReader, readNotices } from '../identity/notices.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import { sendProblem } from './problem.ts';
import { requireDevice } from './require-device.ts';
import { requireSession } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

const params = z.object({ notice: z.guid(), answer: NoticeAnswer });
const answering = {
  params,
  body: AnswerNotice,
  response: { 200: NoticeAnswered, '4xx': Problem },
};

/** What a person answers to what they were told about their access (N2): on a laptop, or in the console. */
export function addNoticeRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings } = context;
  const answer = (reader: NoticeReader, said: z.infer<typeof params>) =>
    store.transaction().execute((tx) => answerNotice(tx, surroundings, reader, said));

  app.post('/api/v1/notices/:notice/:answer', {
    schema: answering,
    onRequest: [requireDevice(context)],
    handler: async ({ deviceCaller: caller, params: said }, reply) => {
      if (caller === null) return sendProblem(reply, 'signature');
      const done = await answer(caller, said);
      return done.ok ? reply.send({ done: true }) : sendProblem(reply, problemOf[done.refusal]);
    },
  });

  app.get('/api/v1/console/notices', {
    schema: { response: { 200: NoticesAnswer, '4xx': Problem } },
    onRequest: [requireSession(context)],
    handler: async ({ person }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const notices = await readNotices(store, { person, device: null }, surroundings.nowMs());
      return reply.send({ notices });
    },
  });

  app.post('/api/v1/console/notices/:notice/:answer', {
    schema: answering,
    onRequest: [requireSession(context)],
    handler: async ({ person, params: said }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const done = await answer({ person, device: null }, said);
      return done.ok ? reply.send({ done: true }) : sendProblem(reply, problemOf[done.refusal]);
    },
  });
}

const problemOf = {
  unknown: 'not-found',
  over: 'already-done',
} as const satisfies { readonly [R in NoticeRefusal]: ProblemCode };
