import type { FastifyInstance } from 'fastify';
import { engineOf } from '../store/open-store.ts';
import { storeRetrySeconds } from './problem.ts';
import type { ServerContext } from './server-context.ts';

/** Whether this process lives, and apart from it whether its store takes writes. Both are for anybody. */
export function addHealthRoutes(app: FastifyInstance, context: ServerContext): void {
  // Liveness: a new start mends nothing that is wrong with the store, so this does not ask it.
  app.get('/health', async () => ({
    status: 'ok',
    version: context.version,
    store: engineOf(context.store),
  }));

  app.get('/ready', async (_request, reply) => {
    const failure = await app.storeHealth.check();
    if (failure === null) return { status: 'ok' };
    // Always 503, which every prober understands; the code says which failure it is.
    return reply
      .code(503)
      .header('retry-after', String(storeRetrySeconds))
      .send({ status: 'failing', code: failure });
  });
}
