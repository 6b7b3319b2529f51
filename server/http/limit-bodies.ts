import type { FastifyInstance } from 'fastify';

/**
 * Ends requests whose body nobody waits for. A body may take its time only when its sender is known; a stranger's must be
 * there after `strangerMs`. What is still coming in when the answer is out is read and thrown away, for as long at most:
 * closed at once, the connection would be reset before a device on a slow link has read why it was refused.
 * @param strangerMs milliseconds from the end of the head
 */
export function limitBodies(app: FastifyInstance, strangerMs: number): void {
  app.addHook('onRequest', async (request) => {
    const timer = setTimeout(() => {
      const isKnown = request.deviceCaller !== null || request.person !== null;
      if (!isKnown && !request.raw.complete) request.raw.destroy();
    }, strangerMs).unref();
    request.raw.once('close', () => clearTimeout(timer));
  });
  app.addHook('onSend', async (request, reply) => {
    if (!request.raw.complete) reply.removeHeader('connection');
  });
  app.addHook('onResponse', async ({ raw }) => {
    if (raw.complete) return;
    raw.resume();
    const timer = setTimeout(() => raw.destroy(), strangerMs).unref();
    raw.once('close', () => clearTimeout(timer));
  });
}
