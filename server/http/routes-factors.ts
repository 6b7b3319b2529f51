import type { RegistrationResponseJSON } from '@simplewebauthn/server';
import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { ConsoleMe } from '#sync/protocol/console-api.ts';
import {
  AuthenticatorCode,
  FactorsAnswer,
  NewAuthenticator,
  NewPasskey,
  PasskeyOptions,
  RemoveFactor,
} from '#sync/protocol/sign-in-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { beginAuthenticator, confirmAuthenticator } from '../identity/authenticators.ts';
import { addPasskey, beginPasskey } from '../identity/passkeys.ts';
import { removeFactor } from '../identity/remove-factor.ts';
import { readSecondFactors } from '../identity/second-factors.ts';
import { openConsole, requirePatience } from './open-console.ts';
import { sendProblem } from './problem.ts';
import { passkeyContext } from './relying-party.ts';
import { requireAnySession, requireSession } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

const nothing = z.looseObject({});
const answers = <T extends z.ZodType>(schema: T) => ({ response: { 200: schema, '4xx': Problem } });

/** What a person signs in with: the first may be set up by whoever came with a code, the rest needs a whole session. */
export function addFactorRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings } = context;
  const anySession = [requireAnySession(context), requirePatience];

  app.post('/api/v1/console/passkeys/options', {
    schema: { body: nothing, ...answers(PasskeyOptions) },
    onRequest: anySession,
    handler: async (request, reply) => {
      if (request.person === null) return sendProblem(reply, 'session');
      const options = await beginPasskey(passkeyContext(context, request), request.person);
      return reply.send({ options: { ...options } });
    },
  });

  app.post('/api/v1/console/passkeys', {
    schema: { body: NewPasskey, ...answers(ConsoleMe) },
    onRequest: anySession,
    handler: async (request, reply) => {
      if (request.person === null) return sendProblem(reply, 'session');
      const { label, response } = request.body;
      const made = response as RegistrationResponseJSON; // by its schema, in which what is absent may also be undefined
      const session = await addPasskey(passkeyContext(context, request), request.person, {
        label,
        response: made,
      });
      return openConsole(context, request, reply, session);
    },
  });

  app.post('/api/v1/console/authenticator', {
    schema: { body: nothing, ...answers(NewAuthenticator) },
    onRequest: anySession,
    handler: async ({ person }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const begun = await beginAuthenticator(store, surroundings, person);
      return begun.ok ? reply.send(begun.value) : sendProblem(reply, 'already-done');
    },
  });

  app.post('/api/v1/console/authenticator/confirm', {
    schema: { body: AuthenticatorCode, ...answers(ConsoleMe) },
    onRequest: anySession,
    handler: async (request, reply) => {
      const { person, body } = request;
      if (person === null) return sendProblem(reply, 'session');
      const session = await confirmAuthenticator(store, surroundings, person, body.code);
      return openConsole(context, request, reply, session);
    },
  });

  app.get('/api/v1/console/factors', {
    schema: answers(FactorsAnswer),
    onRequest: [requireAnySession(context)],
    handler: async ({ person }, reply) =>
      person === null ? sendProblem(reply, 'session') : reply.send(await readSecondFactors(store, person)),
  });

  app.post('/api/v1/console/factors/remove', {
    schema: { body: RemoveFactor, ...answers(FactorsAnswer) },
    onRequest: [requireSession(context)],
    handler: async ({ person, body }, reply) => {
      if (person === null) return sendProblem(reply, 'session');
      const removed = await removeFactor(store, surroundings, person, body.passkey);
      return removed.ok ? reply.send(removed.value) : sendProblem(reply, removed.refusal);
    },
  });
}
