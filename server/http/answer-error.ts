import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { ServerStopping } from '../judging/pack-judge.ts';
import { storeFailureOf } from '../store/store-failure.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import { sendProblem, sendStoreFailure } from './problem.ts';

/**
 * Turns what a route did not answer itself into a problem. Bugs are logged without content and told without detail;
 * failures of the store have codes of their own (S8).
 */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const [first] = error.validation;
    return sendProblem(reply, 'malformed', {
      detail: `${error.validationContext}${first?.instancePath ?? ''}`,
    });
  }
  const failure = storeFailureOf(error);
  if (failure !== null) {
    request.server.storeHealth.met(failure);
    return sendStoreFailure(reply, failure.code);
  }
  const code = codeOf(error);
  if (code === 'internal') logBug(error, request);
  return sendProblem(reply, code);
}

function codeOf(error: FastifyError): ProblemCode {
  if (error instanceof ServerStopping) return 'stopping';
  switch (error.statusCode) {
    case 413:
      return 'too-large';
    case 415:
      return 'encoding';
    case 429:
      return 'rate';
    case 400:
    case 414:
      return 'malformed';
    default:
      return 'internal';
  }
}

/** The message is left out: a database's may quote what people wrote. */
function logBug(error: FastifyError, request: FastifyRequest): void {
  const where = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  console.error(
    JSON.stringify({
      request: request.id,
      route: `${request.method} ${request.routeOptions.url ?? '?'}`,
      error: error.name,
      code: error.code,
      at: where.slice(0, 8).map((line) => line.trim()),
    }),
  );
}
