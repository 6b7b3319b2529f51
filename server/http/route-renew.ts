import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { deviceIdOf } from '#sync/protocol/hash.ts';
import { renewalProofText, RenewRequest } from '#sync/protocol/renew.ts';
import { EnrolResponse, Problem } from '#sync/protocol/wire.ts';
import { isSignedBy, publicKeyOf } from '../identity/ed25519.ts';
import { renewDevice } from '../identity/renew-device.ts';
import { enrolAnswer } from './enrol-answer.ts';
import { sendProblem } from './problem.ts';
import { requireDevice } from './require-device.ts';
import type { ServerContext } from './server-context.ts';

/** P2: a device makes the identity known that it goes on under; signed by the former one, proved by the new one. */
export function addRenewRoute(instance: FastifyInstance, context: ServerContext): void {
  const app = instance.withTypeProvider<ZodTypeProvider>();
  const { store, surroundings } = context;
  // By person, since each renewal is a new device: no chain of them may fill the store.
  const countRenewals = app.createRateLimit({
    max: context.limits.renewalsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => `renewals of ${request.person}`,
  });

  app.post('/api/v1/renew', {
    schema: { body: RenewRequest, response: { 200: EnrolResponse, '4xx': Problem } },
    onRequest: [requireDevice(context)],
    handler: async (request, reply) => {
      const former = request.deviceCaller?.device;
      const limit = await countRenewals(request);
      if (!limit.isAllowed && limit.isExceeded) return sendProblem(reply, 'rate');

      const key = publicKeyOf(request.body.deviceKey);
      const renewed = deviceIdOf(Buffer.from(request.body.deviceKey, 'base64url'));
      if (former === undefined || key === null) return sendProblem(reply, 'signature');
      const proof = Buffer.from(request.body.proof, 'base64url');
      if (!isSignedBy(key, renewalProofText(former, renewed), proof)) return sendProblem(reply, 'signature');

      const person = await renewDevice(store, surroundings, { former, renewed, request: request.body });
      if (!person.ok)
        return sendProblem(reply, person.refusal.kind === 'deviceTaken' ? 'device-taken' : 'device');
      return reply.send(await enrolAnswer(context, person.value));
    },
  });
}
