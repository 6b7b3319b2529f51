import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { RecoveryKept, RecoveryRequest } from '#sync/protocol/recovery.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { keepRecoveryKey } from '../identity/recovery-keys.ts';
import { sendProblem } from './problem.ts';
import { requireDevice } from './require-device.ts';
import type { ServerContext } from './server-context.ts';

/** Where a device leaves its vault key, sealed to headquarters (security.md 2). */
export function addRecoveryRoute(instance: FastifyInstance, context: ServerContext): void {
  const { store, surroundings } = context;
  instance.withTypeProvider<ZodTypeProvider>().post('/api/v1/recovery', {
    schema: { body: RecoveryRequest, response: { 200: RecoveryKept, '4xx': Problem } },
    onRequest: [requireDevice(context)],
    handler: async (request, reply) => {
      const caller = request.deviceCaller;
      if (caller === null) return sendProblem(reply, 'signature');
      const kept = await keepRecoveryKey(store, surroundings, caller, request.body);
      return kept.ok ? reply.send({ kept: true }) : sendProblem(reply, 'forbidden');
    },
  });
}
