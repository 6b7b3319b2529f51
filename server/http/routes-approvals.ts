import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { Done } from '#sync/protocol/admin-api.ts';
import { ApprovalsAnswer, DecideApproval } from '#sync/protocol/approvals-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { decide, type DecisionRefusal } from '../admin/approvals.ts';
import { readApprovals } from '../admin/read-approvals.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import { sendProblem, unfitProblems } from './problem.ts';
import { requireAdministrator } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

/** Acts of administrators that wait for a second person (sync/protocol/approvals-api.ts). */
export function addApprovalRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings } = context;

  app.get('/api/v1/admin/approvals', {
    schema: { response: { 200: ApprovalsAnswer, '4xx': Problem } },
    onRequest: [requireAdministrator(context)],
    handler: async ({ person }, reply) =>
      person === null
        ? sendProblem(reply, 'session')
        : reply.send(await readApprovals(store, person, surroundings.nowMs())),
  });

  app.post('/api/v1/admin/approvals/decide', {
    schema: { body: DecideApproval, response: { 200: Done, '4xx': Problem } },
    onRequest: [requireAdministrator(context)],
    handler: async ({ person: by, body }, reply) => {
      if (by === null) return sendProblem(reply, 'session');
      const decided = await store.transaction().execute((tx) => decide(tx, surroundings, { ...body, by }));
      return decided.ok ? reply.send({ done: true }) : sendProblem(reply, problemOf[decided.refusal]);
    },
  });
}

const problemOf = {
  ...unfitProblems,
  unknown: 'not-found',
  over: 'already-done',
} as const satisfies { readonly [R in DecisionRefusal]: ProblemCode };
