import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type * as z from 'zod';
import {
  ApprovedRecoveryResponse,
  DoneResponse,
  EndRecoveryRequest,
  RecoveriesResponse,
  StartedRecoveryResponse,
  StartRecoveryRequest,
} from '#api/admin-api.ts';
import type { ProblemCode } from '#sync/protocol/refusal-codes.ts';
import { KeyEscrowKept, KeyEscrowRequest } from '#sync/protocol/vault-recovery.ts';
import { Problem } from '#sync/protocol/wire.ts';
import type { ServerContext } from '../context/server-context.ts';
import {
  approveRecovery,
  cancelRecovery,
  type RecoveryRefusal,
  readRecoveries,
  startRecovery,
  storeEscrowedKey,
} from '../recovery/vault-recovery.ts';
import { requireAdministrator } from './console-session.ts';
import { requireActiveDevice } from './device-signature.ts';
import { forPerson } from './for-person.ts';
import { secondPersonProblems, sendProblem } from './problem.ts';

/** Route for a device's vault key, encrypted to headquarters (docs/security-requirements.md 2). */
export function addKeyEscrowRoute(instance: FastifyInstance, context: ServerContext): void {
  const { store, dependencies } = context;
  instance.withTypeProvider<ZodTypeProvider>().post('/api/v1/recovery', {
    schema: { body: KeyEscrowRequest, response: { 200: KeyEscrowKept, '4xx': Problem } },
    onRequest: [requireActiveDevice(context)],
    handler: async (request, reply) => {
      const { device } = request;
      if (device === null) return sendProblem(reply, 'signature');
      const escrower = { device: device.id, person: device.person };
      const kept = await storeEscrowedKey(store, dependencies, escrower, request.body);
      return kept.ok ? reply.send({ kept: true }) : sendProblem(reply, 'forbidden');
    },
  });
}

const recoveryResponses = <T extends z.ZodType>(schema: T) => ({ response: { 200: schema, '4xx': Problem } });

/** Routes for recovery of a vault by two people (docs/security-requirements.md 2). */
export function addVaultRecoveryRoutes(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, dependencies } = context;
  const onRequest = [requireAdministrator(context)];

  app.get('/api/v1/admin/recoveries', {
    schema: recoveryResponses(RecoveriesResponse),
    onRequest,
    handler: forPerson(async ({ person }, reply) =>
      reply.send(await readRecoveries(store, person, dependencies.nowMs())),
    ),
  });

  app.post('/api/v1/admin/recoveries', {
    schema: { body: StartRecoveryRequest, ...recoveryResponses(StartedRecoveryResponse) },
    onRequest,
    handler: forPerson(async ({ person, body }, reply) => {
      const started = await startRecovery(store, dependencies, person, body.vault);
      return started.ok
        ? reply.send({ recovery: started.value })
        : sendProblem(reply, recoveryProblemCodes[started.refusal]);
    }),
  });

  app.post('/api/v1/admin/recoveries/approve', {
    schema: { body: EndRecoveryRequest, ...recoveryResponses(ApprovedRecoveryResponse) },
    onRequest,
    handler: forPerson(async ({ person: by, body }, reply) => {
      const response = await approveRecovery(store, dependencies, { by, ...body });
      return response.ok
        ? reply.send(response.value)
        : sendProblem(reply, recoveryProblemCodes[response.refusal]);
    }),
  });

  app.post('/api/v1/admin/recoveries/cancel', {
    schema: { body: EndRecoveryRequest, ...recoveryResponses(DoneResponse) },
    onRequest,
    handler: forPerson(async ({ person: by, body }, reply) => {
      const cancelled = await store
        .transaction()
        .execute((tx) => cancelRecovery(tx, dependencies, { by, ...body }));
      return cancelled.ok
        ? reply.send({ done: true })
        : sendProblem(reply, recoveryProblemCodes[cancelled.refusal]);
    }),
  });
}

const recoveryProblemCodes = {
  unknown: 'not-found',
  wiped: 'not-found',
  ...secondPersonProblems,
  waiting: 'waiting',
  over: 'already-done',
} as const satisfies { readonly [R in RecoveryRefusal]: ProblemCode };
