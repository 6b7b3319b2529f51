import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PersonId } from '#domain/ids.ts';
import { sendProblem } from './problem.ts';

/**
 * Give a handler the person who sent the request, by a device or by a console session. A hook of `onRequest` admits the
 * person before; a route that lacks one refuses everybody (`session`).
 */
export const forPerson =
  <Request extends FastifyRequest, Reply extends FastifyReply, Answer>(
    handler: (request: Request & { readonly person: PersonId }, reply: Reply) => Promise<Answer>,
  ) =>
  async (request: Request, reply: Reply) =>
    isOfPerson(request) ? await handler(request, reply) : sendProblem(reply, 'session');

const isOfPerson = <Request extends FastifyRequest>(
  request: Request,
): request is Request & { readonly person: PersonId } => request.person !== null;
