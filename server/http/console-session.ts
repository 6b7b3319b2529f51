import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SignInProblemCode } from '#api/sign-in-api.ts';
import type { Result } from '#base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import {
  findConsoleSession,
  type NewSession,
  noteSessionUse,
  type SessionStrength,
} from '../auth/sessions.ts';
import { globalRoleOf, readSignedInPerson } from '../console/signed-in-person.ts';
import type { ServerContext } from '../context/server-context.ts';
import type { ServerStore, StoreTransaction } from '../db/open-store.ts';
import { requireActiveDevice, serverOriginOf } from './device-signature.ts';
import { sendProblem } from './problem.ts';
import type { SenderRefusal } from './sender-check.ts';

export const sessionCookieOptions = { httpOnly: true, sameSite: 'strict', secure: true, path: '/' } as const;

/** Refuse an address with too many failures within a minute. */
export const requireAttemptAllowed = (
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> => request.server.failedAttempts.checkAttempt(request, reply);

/**
 * Answer every kind of sign-in. Success gives a cookie and the person; every refusal is the same and counts as a
 * failure.
 */
export async function sendNewSession(
  context: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
  session: Result<NewSession, SignInProblemCode>,
): Promise<FastifyReply> {
  if (!session.ok) {
    await request.server.failedAttempts.recordFailure(request);
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
 * Refuse writes from other sites with the person's cookie. SameSite=Strict stops them in today's browsers. The Origin
 * header, which every browser sends with a POST, stops them in the rest.
 */
export const requireSameOrigin =
  ({ publicUrl }: ServerContext): SessionRequestHook =>
  async (request, reply) => {
    if (request.method === 'GET' || request.headers.origin === serverOriginOf(request, publicUrl))
      return undefined;
    return sendProblem(reply, 'origin');
  };

/** Require a console session; one by a code alone is enough, for setting up a second factor. */
export const requireAnySession = (context: ServerContext): SessionRequestHook => {
  const ownOrigin = requireSameOrigin(context);
  return async (request, reply) => {
    const foreign = await ownOrigin(request, reply);
    if (foreign !== undefined) return foreign;
    const token = request.cookies[sessionCookieName];
    const consoleSession = token === undefined ? null : await noteSessionUse(context, token);
    request.person = consoleSession?.person ?? null;
    request.sessionStrength = consoleSession?.strength ?? null;
    if (token === undefined || consoleSession === null) return sendProblem(reply, 'session');
    request.senderCheck = {
      sender: 'person',
      find: createSessionCheck(context, { token, ...consoleSession }),
    };
    return undefined;
  };
};

/** Create the check that a session is still there, of the same person and no weaker. */
const createSessionCheck =
  (
    { dependencies }: ServerContext,
    before: { readonly token: string; readonly person: PersonId; readonly strength: SessionStrength },
  ) =>
  async (store: ServerStore | StoreTransaction): Promise<SenderRefusal | null> => {
    const now = await findConsoleSession(store, dependencies, before.token);
    const isSame = now?.person === before.person && now.strength === before.strength;
    return isSame ? null : { code: 'session' };
  };

/** Require a full console session. */
export const requireFullSession = (context: ServerContext): SessionRequestHook => {
  const anySession = requireAnySession(context);
  return async (request, reply) => {
    const stranger = await anySession(request, reply);
    if (stranger !== undefined) return stranger;
    return request.sessionStrength === 'full' ? undefined : sendProblem(reply, 'second-factor');
  };
};

/** Require a full session of an administrator (docs/requirements.md A3). No device has these rights. */
export const requireAdministrator = (context: ServerContext): SessionRequestHook =>
  requireRole(context, (role) => role === 'admin');

/** Require a full session of a person with such a global role, independent of their roles in missions. */
export const requireRole = (context: ServerContext, isLetIn: (role: Role) => boolean): SessionRequestHook => {
  const sessionRequestHook = requireFullSession(context);
  return async (request, reply) => {
    const stranger = await sessionRequestHook(request, reply);
    if (stranger !== undefined || request.person === null) return stranger;
    const { person, senderCheck } = request;
    const findRefusal = async (store: ServerStore | StoreTransaction): Promise<SenderRefusal | null> => {
      const role = await globalRoleOf(store, person);
      return role !== null && isLetIn(role) ? null : { code: 'forbidden' };
    };
    const senderRefusal = await findRefusal(context.store);
    if (senderRefusal !== null || senderCheck === null)
      return sendProblem(reply, senderRefusal?.code ?? 'session');
    request.senderCheck = {
      sender: isLetIn('admin') ? 'administrator' : 'person',
      find: async (store) => (await senderCheck.find(store)) ?? findRefusal(store),
    };
    return undefined;
  };
};

/** Require a valid signature of a signed request, and a session of any other. */
export const requireDeviceOrSession = (context: ServerContext): SessionRequestHook => {
  const [device, sessionRequestHook] = [requireActiveDevice(context), requireFullSession(context)];
  return (request, reply) =>
    request.headers['signature-input'] === undefined
      ? sessionRequestHook(request, reply)
      : device(request, reply);
};
