import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { refuse } from '#domain/base/result.ts';
import { ConsoleMe, ConsoleSignIn } from '#sync/protocol/console-api.ts';
import { AuthenticatorSignIn, PasskeyOptions, PasskeySignIn } from '#sync/protocol/sign-in-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { readMe } from '../console/me.ts';
import { audit } from '../identity/audit.ts';
import { signInByAuthenticator } from '../identity/authenticators.ts';
import { askForPasskey, signInByPasskey } from '../identity/passkeys.ts';
import { endSessions, signIn, signOut } from '../identity/sessions.ts';
import { cookieOptions, openConsole, requirePatience } from './open-console.ts';
import { sendProblem } from './problem.ts';
import { passkeyContext } from './relying-party.ts';
import { requireAnySession, requireOwnOrigin, sessionCookie } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

/** In and out of the console (security.md 4): by code, by passkey, by authenticator. */
export function addSignInRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings, identity } = context;
  const meSchema = { response: { 200: ConsoleMe, '4xx': Problem } };
  const stranger = [requireOwnOrigin(context), requirePatience];

  app.post('/api/v1/console/sign-in', {
    schema: { body: ConsoleSignIn, ...meSchema },
    onRequest: stranger,
    handler: async (request, reply) => {
      const session = await signIn(store, surroundings, identity.firstPerson, request.body.code);
      if (session.ok) return openConsole(context, request, reply, session);
      if (session.refusal.kind === 'waiting') return sendProblem(reply, 'waiting');
      const code = session.refusal.kind === 'code' ? 'code' : 'second-factor';
      return openConsole(context, request, reply, refuse(code));
    },
  });

  app.post('/api/v1/console/sign-in/passkey/options', {
    schema: { body: z.looseObject({}), response: { 200: PasskeyOptions, '4xx': Problem } },
    onRequest: stranger,
    handler: async (request, reply) => {
      const options = await askForPasskey(passkeyContext(context, request));
      return reply.send({ options: { ...options } });
    },
  });

  app.post('/api/v1/console/sign-in/passkey', {
    schema: { body: PasskeySignIn, ...meSchema },
    onRequest: stranger,
    handler: async (request, reply) => {
      // By its schema, in which what is absent may also be undefined.
      const response = request.body.response as AuthenticationResponseJSON;
      const session = await signInByPasskey(passkeyContext(context, request), response);
      return openConsole(context, request, reply, session);
    },
  });

  app.post('/api/v1/console/sign-in/authenticator', {
    schema: { body: AuthenticatorSignIn, ...meSchema },
    onRequest: stranger,
    handler: async (request, reply) => {
      const session = await signInByAuthenticator(store, surroundings, request.body);
      return openConsole(context, request, reply, session);
    },
  });

  app.post('/api/v1/console/sign-out', {
    onRequest: [requireAnySession(context)],
    handler: async (request, reply) => {
      await signOut(store, request.cookies[sessionCookie] ?? '');
      return reply.clearCookie(sessionCookie, cookieOptions).code(204).send();
    },
  });

  app.post('/api/v1/console/sign-out-everywhere', {
    onRequest: [requireAnySession(context)],
    handler: async ({ person }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      await store.transaction().execute(async (tx) => {
        await endSessions(tx, person);
        await audit(tx, surroundings, { actor: person, act: 'sign-out-everywhere', subject: {} });
      });
      return reply.clearCookie(sessionCookie, cookieOptions).code(204).send();
    },
  });

  app.get('/api/v1/console/me', {
    schema: meSchema,
    onRequest: [requireAnySession(context)],
    handler: async ({ person, sessionStrength: strength }, reply) =>
      person === null || strength === null
        ? sendProblem(reply, 'session')
        : reply.send(await readMe(context, { person, strength })),
  });
}
