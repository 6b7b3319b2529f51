import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import {
  AuthenticatorCodeRequest,
  AuthenticatorSignInRequest,
  BeginSetUpRequest,
  ChangeOwnMailRequest,
  ConsoleSignInRequest,
  FactorsResponse,
  NewAuthenticatorResponse,
  NewPasskeyRequest,
  OwnMailResponse,
  PasskeyOptions,
  PasskeySignInRequest,
  RemoveFactorRequest,
  SetUpResponse,
} from '#api/sign-in-api.ts';
import { SignedInPersonResponse } from '#api/signed-in-person-api.ts';
import { refuse } from '#base/result.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { beginAuthenticator, confirmAuthenticator, signInByAuthenticator } from '../auth/authenticators.ts';
import {
  createFailedSignInRecorder,
  findPersonByCredential,
  findPersonByHandle,
} from '../auth/failed-sign-ins.ts';
import { beginSetUp, isSetUpOpen } from '../auth/first-set-up.ts';
import {
  addPasskey,
  beginPasskeySetup,
  beginPasskeySignIn,
  type PasskeyContext,
  signInByPasskey,
} from '../auth/passkeys.ts';
import { readSecondFactors, removeSecondFactor } from '../auth/second-factors.ts';
import { endSessionByToken, endSessionsOfPerson, signInByCode } from '../auth/sessions.ts';
import { readSignedInPerson } from '../console/signed-in-person.ts';
import type { ServerContext } from '../context/server-context.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { readMailOfPerson, setMailOfPerson } from '../mail/mail-queue.ts';
import {
  requireAnySession,
  requireAttemptAllowed,
  requireFullSession,
  requireSameOrigin,
  sendNewSession,
  sessionCookieName,
  sessionCookieOptions,
} from './console-session.ts';
import { serverOriginOf } from './device-signature.ts';
import { forPerson } from './for-person.ts';
import { sendProblem } from './problem.ts';

const emptyRequestBody = z.looseObject({});
const factorResponses = <T extends z.ZodType>(schema: T) => ({ response: { 200: schema, '4xx': Problem } });

/** Routes of second factors. A session by a code alone may set up the first; the rest needs a full session. */
export function addSecondFactorRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const anySession = [requireAnySession(context), requireAttemptAllowed];

  app.post('/api/v1/console/passkeys/options', {
    schema: { body: emptyRequestBody, ...factorResponses(PasskeyOptions) },
    onRequest: anySession,
    handler: forPerson(async (request, reply) => {
      const options = await beginPasskeySetup(createPasskeyContext(context, request), request.person);
      return reply.send({ options: { ...options } });
    }),
  });

  app.post('/api/v1/console/passkeys', {
    schema: { body: NewPasskeyRequest, ...factorResponses(SignedInPersonResponse) },
    onRequest: anySession,
    handler: forPerson(async (request, reply) => {
      const { label, response } = request.body;
      const made = response as RegistrationResponseJSON; // by its schema, in which absent may also be undefined
      const session = await addPasskey(createPasskeyContext(context, request), request.person, {
        label,
        response: made,
      });
      return sendNewSession(context, request, reply, session);
    }),
  });

  app.post('/api/v1/console/authenticator', {
    schema: { body: emptyRequestBody, ...factorResponses(NewAuthenticatorResponse) },
    onRequest: anySession,
    handler: forPerson(async ({ person }, reply) => {
      const begun = await beginAuthenticator(store, dependencies, person);
      return begun.ok ? reply.send(begun.value) : sendProblem(reply, 'already-done');
    }),
  });

  app.post('/api/v1/console/authenticator/confirm', {
    schema: { body: AuthenticatorCodeRequest, ...factorResponses(SignedInPersonResponse) },
    onRequest: anySession,
    handler: forPerson(async (request, reply) => {
      const { person, body } = request;
      const session = await confirmAuthenticator(store, dependencies, person, body.code);
      return sendNewSession(context, request, reply, session);
    }),
  });

  app.get('/api/v1/console/factors', {
    schema: factorResponses(FactorsResponse),
    onRequest: [requireAnySession(context)],
    handler: forPerson(async ({ person }, reply) => reply.send(await readSecondFactors(store, person))),
  });

  app.post('/api/v1/console/factors/remove', {
    schema: { body: RemoveFactorRequest, ...factorResponses(FactorsResponse) },
    onRequest: [requireFullSession(context)],
    handler: forPerson(async ({ person, body }, reply) => {
      const removed = await removeSecondFactor(store, dependencies, person, body.passkey);
      return removed.ok ? reply.send(removed.value) : sendProblem(reply, removed.refusal);
    }),
  });
}

/** Create the context of passkeys, which are bound to the public origin; browsers refuse a numeric host. */
function createPasskeyContext(
  { store, dependencies, identity, publicUrl }: ServerContext,
  request: FastifyRequest,
): PasskeyContext {
  const origin = serverOriginOf(request, publicUrl);
  return { store, dependencies, party: { name: identity.name, id: new URL(origin).hostname, origin } };
}

/** Routes of sign-in and sign-out (docs/security-requirements.md 4): by code, by passkey, by authenticator. */
export function addSignInRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies, identity } = context;
  const meSchema = { response: { 200: SignedInPersonResponse, '4xx': Problem } };
  const stranger = [requireSameOrigin(context), requireAttemptAllowed];
  const recordFailure = createFailedSignInRecorder(store, dependencies);

  app.post('/api/v1/console/sign-in', {
    schema: { body: ConsoleSignInRequest, ...meSchema },
    onRequest: stranger,
    handler: async (request, reply) => {
      const session = await signInByCode(store, dependencies, identity.firstPerson, request.body.code);
      if (session.ok) return sendNewSession(context, request, reply, session);
      if (session.refusal.kind === 'waiting') return sendProblem(reply, 'waiting');
      await recordFailure({ by: 'code', person: null });
      const code = session.refusal.kind === 'code' ? 'code' : 'second-factor';
      return sendNewSession(context, request, reply, refuse(code));
    },
  });

  app.get('/api/v1/console/set-up', {
    schema: { response: { 200: SetUpResponse, '4xx': Problem } },
    handler: async (_request, reply) => reply.send({ isOpen: await isSetUpOpen(store) }),
  });

  app.post('/api/v1/console/set-up', {
    schema: { body: BeginSetUpRequest, ...meSchema },
    onRequest: stranger,
    handler: async (request, reply) => {
      const session = await beginSetUp(store, dependencies, request.body);
      if (!session.ok) await recordFailure({ by: 'code', person: null });
      return sendNewSession(context, request, reply, session);
    },
  });

  app.post('/api/v1/console/sign-in/passkey/options', {
    schema: { body: z.looseObject({}), response: { 200: PasskeyOptions, '4xx': Problem } },
    onRequest: stranger,
    handler: async (request, reply) => {
      const options = await beginPasskeySignIn(createPasskeyContext(context, request));
      return reply.send({ options: { ...options } });
    },
  });

  app.post('/api/v1/console/sign-in/passkey', {
    schema: { body: PasskeySignInRequest, ...meSchema },
    onRequest: stranger,
    handler: async (request, reply) => {
      // By its schema, in which absent may also be undefined.
      const response = request.body.response as AuthenticationResponseJSON;
      const session = await signInByPasskey(createPasskeyContext(context, request), response);
      if (!session.ok)
        await recordFailure({ by: 'passkey', person: await findPersonByCredential(store, response.id) });
      return sendNewSession(context, request, reply, session);
    },
  });

  app.post('/api/v1/console/sign-in/authenticator', {
    schema: { body: AuthenticatorSignInRequest, ...meSchema },
    onRequest: stranger,
    handler: async (request, reply) => {
      const session = await signInByAuthenticator(store, dependencies, request.body);
      if (!session.ok)
        await recordFailure({
          by: 'authenticator',
          person: await findPersonByHandle(store, request.body.handle),
        });
      return sendNewSession(context, request, reply, session);
    },
  });

  app.post('/api/v1/console/sign-out', {
    onRequest: [requireAnySession(context)],
    handler: async (request, reply) => {
      await endSessionByToken(store, request.cookies[sessionCookieName] ?? '');
      return reply.clearCookie(sessionCookieName, sessionCookieOptions).code(204).send();
    },
  });

  app.post('/api/v1/console/sign-out-everywhere', {
    onRequest: [requireAnySession(context)],
    handler: forPerson(async ({ person }, reply) => {
      await store.transaction().execute(async (tx) => {
        await endSessionsOfPerson(tx, person);
        await appendAuditLine(tx, dependencies, { actor: person, act: 'sign-out-everywhere', subject: {} });
      });
      return reply.clearCookie(sessionCookieName, sessionCookieOptions).code(204).send();
    }),
  });

  app.get('/api/v1/console/mail', {
    schema: { response: { 200: OwnMailResponse, '4xx': Problem } },
    onRequest: [requireFullSession(context)],
    handler: forPerson(async ({ person }, reply) =>
      reply.send({ mail: await readMailOfPerson(store, person), sendsMail: context.sendsMail }),
    ),
  });

  app.post('/api/v1/console/mail', {
    schema: { body: ChangeOwnMailRequest, response: { 200: OwnMailResponse, '4xx': Problem } },
    onRequest: [requireFullSession(context)],
    handler: forPerson(async ({ person, body }, reply) => {
      const mail = await store.transaction().execute(async (tx) => {
        const ownMailSettings = await readMailOfPerson(tx, person);
        if (ownMailSettings === null) return null;
        await setMailOfPerson(tx, person, { ...ownMailSettings, ...body });
        return { ...ownMailSettings, ...body };
      });
      return mail === null
        ? sendProblem(reply, 'not-found')
        : reply.send({ mail, sendsMail: context.sendsMail });
    }),
  });

  app.get('/api/v1/console/me', {
    schema: meSchema,
    onRequest: [requireAnySession(context)],
    handler: forPerson(async ({ person, sessionStrength }, reply) =>
      sessionStrength === null
        ? sendProblem(reply, 'session')
        : reply.send(await readSignedInPerson(context, { person, strength: sessionStrength })),
    ),
  });
}
