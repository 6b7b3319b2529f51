import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { OrderConfirmation, OrderConfirmed } from '#sync/protocol/orders.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { confirmOrder } from '../identity/orders.ts';
import { sendProblem } from './problem.ts';
import { requireKnownDevice } from './require-device.ts';
import type { ServerContext } from './server-context.ts';

/** Where a device says that it carried its order out (security.md 4); the only road that is open to a revoked one. */
export function addOrderRoute(instance: FastifyInstance, context: ServerContext): void {
  const { store, surroundings } = context;
  instance.withTypeProvider<ZodTypeProvider>().post('/api/v1/orders/confirm', {
    schema: { body: OrderConfirmation, response: { 200: OrderConfirmed, '4xx': Problem } },
    onRequest: [requireKnownDevice(context)],
    handler: async (request, reply) => {
      if (request.body.device !== request.deviceCaller?.device) return sendProblem(reply, 'malformed');
      const confirmed = await confirmOrder(store, surroundings, request.body);
      return confirmed.ok ? reply.send({ confirmed: true }) : sendProblem(reply, 'not-found');
    },
  });
}
