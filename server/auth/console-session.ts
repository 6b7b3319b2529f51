import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '#domain/people/role.ts';
import { globalRoleOf, readSignedInPerson } from '../console/signed-in-person.ts';
import { findConsoleSession, type NewSession } from './sessions.ts';
import { sendProblem } from '../http/problem.ts';
import type { ServerContext } from '../http/server-context.ts';
import { requireActiveDevice, serverOriginOf } from './device-signature.ts';
import type { Result } from '#base/result.ts';
import type { ProblemCode } from '../refusal-codes.ts';

export const sessionCookieOptions = { httpOnly: true, sameSite: 'strict', secure: true, path: '/' } as const;

/** Refuses an address that failed too often within a minute. */
export const requireAttemptAllowed = (
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> => request.server.codeTries.checkAttempt(request, reply);

/** The answer to every way in: a cookie and who one is, or the one refusal of that way, which counts as a failure. */
export async function sendNewSession(
  context: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
  session: Result<NewSession, ProblemCode>,
): Promise<FastifyReply> {
  if (!session.ok) {
    await request.server.codeTries.recordFailure(request);
    return sendProblem(reply, session.refusal);
  }
  const { token } = session.value;
  return reply
    .setCookie(sessionCookieName, token, sessionCookieOptions)
    .send(await readSignedInPerson(context, session.value));
}

type SessionRequestHook = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;

export const sessionCookieName = '__Host-fieldbook';

/**
 * Refuses writes that another site makes with the person's cookie. SameSite=Strict stops them in today's browsers; the
 * Origin header, which every browser sends with a POST, stops them in the rest.
 */
export const requireSameOrigin =
  ({ publicUrl }: ServerContext): SessionRequestHook =>
  async (request, reply) => {
    if (request.method === 'GET' || request.headers.origin === serverOriginOf(request, publicUrl))
      return undefined;
    return sendProblem(reply, 'origin');
  };

/** Lets people in who are signed in to the console, also by a code alone: for setting up a second factor. */
export const requireAnySession = (context: ServerContext): SessionRequestHook => {
  const ownOrigin = requireSameOrigin(context);
  return async (request, reply) => {
    const foreign = await ownOrigin(request, reply);
    if (foreign !== undefined) return foreign;
    const token = request.cookies[sessionCookieName];
    const session =
      token === undefined ? null : await findConsoleSession(context.store, context.dependencies, token);
    request.person = session?.person ?? null;
    request.sessionStrength = session?.strength ?? null;
    return session === null ? sendProblem(reply, 'session') : undefined;
  };
};

/** Lets only people in who are signed in to the console with all that is asked of them. */
export const requireFullSession = (context: ServerContext): SessionRequestHook => {
  const anySession = requireAnySession(context);
  return async (request, reply) => {
    const stranger = await anySession(request, reply);
    if (stranger !== undefined) return stranger;
    return request.sessionStrength === 'full' ? undefined : sendProblem(reply, 'second-factor');
  };
};

/** Only whole sessions of administrators (domain.md A3); what they may do no device may. */
export const requireAdministrator = (context: ServerContext): SessionRequestHook =>
  requireRole(context, (role) => role === 'admin');

/** Only whole sessions of people with such a role of their own, whatever they are in a mission. */
export const requireRole = (context: ServerContext, isLetIn: (role: Role) => boolean): SessionRequestHook => {
  const session = requireFullSession(context);
  return async (request, reply) => {
    const stranger = await session(request, reply);
    if (stranger !== undefined || request.person === null) return stranger;
    const role = await globalRoleOf(context.store, request.person);
    return role !== null && isLetIn(role) ? undefined : sendProblem(reply, 'forbidden');
  };
};

/** Either road: a request that is signed must be signed well, any other needs a session. */
export const requireDeviceOrSession = (context: ServerContext): SessionRequestHook => {
  const [device, session] = [requireActiveDevice(context), requireFullSession(context)];
  return (request, reply) =>
    request.headers['signature-input'] === undefined ? session(request, reply) : device(request, reply);
};
