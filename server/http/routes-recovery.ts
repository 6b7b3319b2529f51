import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import {
  ApprovedRecovery,
  Done,
  EndRecovery,
  RecoveriesAnswer,
  StartedRecovery,
  StartRecovery,
} from '#sync/protocol/admin-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { readRecoveries } from '../admin/read-recoveries.ts';
import { approveRecovery, cancelRecovery, type RecoveryRefusal, startRecovery } from '../admin/recoveries.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import { sendProblem, unfitProblems } from './problem.ts';
import { requireAdministrator } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

const answers = <T extends z.ZodType>(schema: T) => ({ response: { 200: schema, '4xx': Problem } });

/** Recovery of a vault by two people (security.md 2). */
export function addRecoveriesRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings } = context;
  const onRequest = [requireAdministrator(context)];

  app.get('/api/v1/admin/recoveries', {
    schema: answers(RecoveriesAnswer),
    onRequest,
    handler: async ({ person }, reply) =>
      person === null
        ? sendProblem(reply, 'session')
        : reply.send(await readRecoveries(store, person, surroundings.nowMs())),
  });

  app.post('/api/v1/admin/recoveries', {
    schema: { body: StartRecovery, ...answers(StartedRecovery) },
    onRequest,
    handler: async ({ person, body }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const started = await startRecovery(store, surroundings, person, body.vault);
      return started.ok
        ? reply.send({ recovery: started.value })
        : sendProblem(reply, problemOf[started.refusal]);
    },
  });

  app.post('/api/v1/admin/recoveries/approve', {
    schema: { body: EndRecovery, ...answers(ApprovedRecovery) },
    onRequest,
    handler: async ({ person: by, body }, reply) => {
      if (by === null) return sendProblem(reply, 'session');
      const answer = await approveRecovery(store, surroundings, { by, ...body });
      return answer.ok ? reply.send(answer.value) : sendProblem(reply, problemOf[answer.refusal]);
    },
  });

  app.post('/api/v1/admin/recoveries/cancel', {
    schema: { body: EndRecovery, ...answers(Done) },
    onRequest,
    handler: async ({ person: by, body }, reply) => {
      if (by === null) return sendProblem(reply, 'session');
      const cancelled = await store
        .transaction()
        .execute((tx) => cancelRecovery(tx, surroundings, { by, ...body }));
      return cancelled.ok ? reply.send({ done: true }) : sendProblem(reply, problemOf[cancelled.refusal]);
    },
  });
}

const problemOf = {
  unknown: 'not-found',
  wiped: 'not-found',
  ...unfitProblems,
  waiting: 'waiting',
  over: 'already-done',
} as const satisfies { readonly [R in RecoveryRefusal]: ProblemCode };
