import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { ConsoleMe, ConsoleSignIn } from '#sync/protocol/console-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { readMe } from '../console/me.ts';
import { audit } from '../identity/audit.ts';
import { signIn, signOut } from '../identity/sessions.ts';
import { sendProblem } from './problem.ts';
import { readJson } from './require-device.ts';
import { requireOwnOrigin, requireSession, sessionCookie } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

const cookieOptions = { httpOnly: true, sameSite: 'strict', secure: true, path: '/' } as const;

/** In and out of the console (security.md 4). */
export function addSignInRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings, failures } = context;
  const meSchema = { response: { 200: ConsoleMe, '4xx': Problem } };

  app.post('/api/v1/console/sign-in', {
    schema: { body: ConsoleSignIn, ...meSchema },
    preValidation: [
      requireOwnOrigin(context),
      async (request, reply) =>
        failures.allows(request.ip, surroundings.nowMs()) ? undefined : sendProblem(reply, 'rate'),
      readJson,
    ],
    handler: async (request, reply) => {
      const session = await signIn(store, surroundings, request.body.code);
      if (!session.ok) {
        failures.note(request.ip, surroundings.nowMs());
        return sendProblem(reply, 'code');
      }
      const { person, token } = session.value;
      await audit(store, surroundings, { actor: person, act: 'sign-in', subject: {} });
      return reply.setCookie(sessionCookie, token, cookieOptions).send(await readMe(context, person));
    },
  });

  app.post('/api/v1/console/sign-out', {
    preValidation: [requireSession(context)],
    handler: async (request, reply) => {
      await signOut(store, request.cookies[sessionCookie] ?? '');
      return reply.clearCookie(sessionCookie, cookieOptions).code(204).send();
    },
  });

  app.get('/api/v1/console/me', {
    schema: meSchema,
    preValidation: [requireSession(context)],
    handler: async ({ person }, reply) =>
      person === null ? sendProblem(reply, 'session') : reply.send(await readMe(context, person)),
  });
}
