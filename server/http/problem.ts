import type { FastifyReply } from 'fastify';
import type { UnfitReason } from '#api/approvals-api.ts';
import { type ProblemCode, problemsByCode } from '#sync/protocol/refusal-codes.ts';
import type { Problem } from '#sync/protocol/wire.ts';
import type { StoreFailureCode } from '../db/store-health.ts';

/** Optional fields of a problem; never input of the client or hidden data. */
type ProblemFields = Partial<Pick<Problem, 'detail' | 'now' | 'order'>>;

/** Create RFC 9457 problem details of constant shape. */
function createProblem(problemCode: ProblemCode, problemFields: ProblemFields = {}): Problem {
  const [status, title] = problemsByCode[problemCode];
  return { type: `urn:fieldbook:problem:${problemCode}`, title, status, code: problemCode, ...problemFields };
}

/**
 * Refuse a request beyond a limit.
 * @param seconds time until the next try
 */
export const sendRetryLater = (
  reply: FastifyReply,
  seconds: number,
  code: 'rate' | 'quota' = 'rate',
): FastifyReply => sendProblem(reply.header('retry-after', String(seconds)), code);

/** Delay before the next try at a failing store: an operator has to repair it. */
export const storeRetryAfterSeconds = 30;

/** Refuse a request that the store cannot serve now; it may be repeated. */
export const sendStoreFailure = (reply: FastifyReply, storeFailureCode: StoreFailureCode): FastifyReply =>
  sendProblem(reply.header('retry-after', String(storeRetryAfterSeconds)), storeFailureCode);

/** Problem for each reason why somebody is no second person. */
export const secondPersonProblems = {
  asker: 'another-person',
  subject: 'another-person',
  tied: 'tied',
  recent: 'recent',
} as const satisfies { readonly [U in UnfitReason]: ProblemCode };

/** Answer a request by a problem. */
export function sendProblem(
  reply: FastifyReply,
  problemCode: ProblemCode,
  problemFields?: ProblemFields,
): FastifyReply {
  const problem = createProblem(problemCode, problemFields);
  return reply
    .code(problem.status)
    .header('content-type', 'application/problem+json')
    .serializer(String)
    .send(JSON.stringify(problem));
}
