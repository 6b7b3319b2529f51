import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '#domain/people/role.ts';
import { roleOf } from '../console/me.ts';
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

/** Lets people in who are signed in to the console, also by a code alone: for setting up a second factor. */
export const requireAnySession = (context: ServerContext): Hook => {
  const ownOrigin = requireOwnOrigin(context);
  return async (request, reply) => {
    const foreign = await ownOrigin(request, reply);
    if (foreign !== undefined) return foreign;
    const token = request.cookies[sessionCookie];
    const session = token === undefined ? null : await sessionOf(context.store, context.surroundings, token);
    request.person = session?.person ?? null;
    request.sessionStrength = session?.strength ?? null;
    return session === null ? sendProblem(reply, 'session') : undefined;
  };
};

/** Lets only people in who are signed in to the console with all that is asked of them. */
export const requireSession = (context: ServerContext): Hook => {
  const anySession = requireAnySession(context);
  return async (request, reply) => {
    const stranger = await anySession(request, reply);
    if (stranger !== undefined) return stranger;
    return request.sessionStrength === 'full' ? undefined : sendProblem(reply, 'second-factor');
  };
};

/** Only whole sessions of administrators (domain.md A3); what they may do no device may. */
export const requireAdministrator = (context: ServerContext): Hook =>
  requireRole(context, (role) => role === 'admin');

/** Only whole sessions of people with such a role of their own, whatever they are in a mission. */
export const requireRole = (context: ServerContext, isLetIn: (role: Role) => boolean): Hook => {
  const session = requireSession(context);
  return async (request, reply) => {
    const stranger = await session(request, reply);
    if (stranger !== undefined || request.person === null) return stranger;
    const role = await roleOf(context.store, request.person);
    return role !== null && isLetIn(role) ? undefined : sendProblem(reply, 'forbidden');
  };
};

/** Either road: a request that is signed must be signed well, any other needs a session. */
export const requireDeviceOrSession = (context: ServerContext): Hook => {
  const [device, session] = [requireDevice(context), requireSession(context)];
  return (request, reply) =>
    request.headers['signature-input'] === undefined ? session(request, reply) : device(request, reply);
};
