import type { FastifyInstance } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import * as z from 'zod';
import { LogId } from '#domain/ids.ts';
import { ReleaseAnswer, ReleaseRequest } from '#sync/protocol/console-api.ts';
import { Problem } from '#sync/protocol/wire.ts';
import { audit } from '../identity/audit.ts';
import { releaseOps } from '../log/release-ops.ts';
import { sendProblem } from './problem.ts';
import { requireDeviceOrSession } from './require-session.ts';
import type { ServerContext } from './server-context.ts';

/** J5: whoever may release does it here, by a signed request or signed in to the console. */
export function addReleaseRoute(instance: FastifyInstance, context: ServerContext): void {
  instance.withTypeProvider<ZodTypeProvider>().post('/api/v1/logs/:log/releases', {
    schema: {
      params: z.object({ log: LogId }),
      body: ReleaseRequest,
      response: { 200: ReleaseAnswer, '4xx': Problem },
    },
    onRequest: [requireDeviceOrSession(context)],
    handler: async (request, reply) => {
      const { store, surroundings } = context;
      const { person } = request;
      if (person === null) return sendProblem(reply, 'session');
      const { log } = request.params;
      const { device, n: numbers } = request.body;
      const nowMs = surroundings.nowMs();
      const released = await releaseOps(store, { log, device, numbers, by: person, nowMs });
      if (!released.ok)
        return sendProblem(reply, released.refusal.kind === 'absent' ? 'not-found' : 'not-releasable');
      await audit(store, surroundings, { actor: person, act: 'release', subject: { log, device, numbers } });
      return reply.send({ place: released.value });
    },
  });
}
