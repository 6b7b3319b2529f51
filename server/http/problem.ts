import type { FastifyReply } from 'fastify';
import type { Problem } from '#sync/protocol/wire.ts';
import type { UnfitReason } from '#api/approvals-api.ts';
import { type ProblemCode, problemsByCode } from '../refusal-codes.ts';
import type { StoreFailureCode } from '../db/store-failure.ts';

/** What may stand in a problem beside its code; nothing that the asker sent or may not see. */
export type ProblemFields = Partial<Pick<Problem, 'detail' | 'now' | 'order'>>;

/** RFC 9457 problem details of constant shape. */
export function createProblem(code: ProblemCode, extra: ProblemFields = {}): Problem {
  const [status, title] = problemsByCode[code];
  return { type: `urn:fieldbook:problem:${code}`, title, status, code, ...extra };
}

/** Ends a request of someone who asks too much; `seconds`: until they may come again. */
export const sendRetryLater = (reply: FastifyReply, seconds: number): FastifyReply =>
  sendProblem(reply.header('retry-after', String(seconds)), 'rate');

/** When to ask a failing store again: people have to look after it. */
export const storeRetryAfterSeconds = 30;

/** Ends a request that the store cannot serve now; the same may come again. */
export const sendStoreFailure = (reply: FastifyReply, code: StoreFailureCode): FastifyReply =>
  sendProblem(reply.header('retry-after', String(storeRetryAfterSeconds)), code);

/** Why somebody is no second person, as a refusal. */
export const secondPersonProblems = {
  asker: 'another-person',
  subject: 'another-person',
  tied: 'tied',
  recent: 'recent',
} as const satisfies { readonly [U in UnfitReason]: ProblemCode };

/** Ends a request with a problem. */
export function sendProblem(reply: FastifyReply, code: ProblemCode, extra?: ProblemFields): FastifyReply {
  const problem = createProblem(code, extra);
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json')
    .serializer(String)
    .send(JSON.stringify(problem));
}
