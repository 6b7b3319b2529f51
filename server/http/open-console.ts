import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Result } from '#domain/base/result.ts';
import { readMe } from '../console/me.ts';
import type { NewSession } from '../identity/sessions.ts';
import type { ProblemCode } from '../refusal-codes.ts';
import { sendProblem } from './problem.ts';
import { sessionCookie } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

export const cookieOptions = { httpOnly: true, sameSite: 'strict', secure: true, path: '/' } as const;

/** Refuses an address that failed too often within a minute. */
export const requirePatience = (
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> => request.server.codeTries.require(request, reply);

/** The answer to every way in: a cookie and who one is, or the one refusal of that way, which counts as a failure. */
export async function openConsole(
  context: ServerContext,
  request: FastifyRequest,
  reply: FastifyReply,
  session: Result<NewSession, ProblemCode>,
): Promise<FastifyReply> {
  if (!session.ok) {
    await request.server.codeTries.noteFailure(request);
    return sendProblem(reply, session.refusal);
  }
  const { token } = session.value;
  return reply.setCookie(sessionCookie, token, cookieOptions).send(await readMe(context, session.value));
}
