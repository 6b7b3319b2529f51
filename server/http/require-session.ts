import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionOf } from '../identity/sessions.ts';
import { sendProblem } from './problem.ts';
import { requireDevice } from './require-device.ts';
import type { ServerContext } from './server-context.ts';
import { originOf } from './target-uri.ts';

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

export const sessionCookie = '__Host-fieldbook';

/**
 * Refuses writes that another site makes with the person's cookie. SameSite=Strict stops them in today's browsers; the
 * Origin header, which every browser sends with a POST, stops them in the rest.
 */
export const requireOwnOrigin =
  ({ publicUrl }: ServerContext): Hook =>
  async (request, reply) => {
    if (request.method === 'GET' || request.headers.origin === originOf(request, publicUrl)) return undefined;
    return sendProblem(reply, 'origin');
  };

/** Lets only people in who are signed in to the console. */
export const requireSession = (context: ServerContext): Hook => {
  const ownOrigin = requireOwnOrigin(context);
  return async (request, reply) => {
    const foreign = await ownOrigin(request, reply);
    if (foreign !== undefined) return foreign;
    const token = request.cookies[sessionCookie];
    request.person = token === undefined ? null : await sessionOf(context.store, context.surroundings, token);
    return request.person === null ? sendProblem(reply, 'session') : undefined;
  };
};

/** Either road: a request that is signed must be signed well, any other needs a session. */
export const requireDeviceOrSession = (context: ServerContext): Hook => {
  const [device, session] = [requireDevice(context), requireSession(context)];
  return (request, reply) =>
    request.headers['signature-input'] === undefined ? session(request, reply) : device(request, reply);
};
