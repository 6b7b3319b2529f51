import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Of all refused bodies together, in bytes: that many are thrown away at once, then so many in a second. */
const discarded = { atOnce: 8 * 1024 * 1024, inSecond: 1024 * 1024 };

/**
 * Ends requests whose body nobody waits for. A body may take its time only when its sender is known; a stranger's must be
 * there after `strangerMs`. The rest of a refused body is read and thrown away, for as long at most: closed at once, the
 * connection would be reset before a device on a slow link has read why it was refused. Many refused bodies wait for each
 * other, since the memory of each piece is free only after the next collection of garbage.
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
  const pace = new DiscardPace();
  // Before the answer is out: node itself would then read the rest as fast as it comes.
  app.addHook('onSend', async ({ raw }, reply) => {
    if (raw.complete) return;
    reply.removeHeader('connection');
    pace.discard(raw);
  });
  app.addHook('onResponse', async ({ raw }) => {
    if (raw.complete) return;
    const timer = setTimeout(() => raw.destroy(), strangerMs).unref();
    raw.once('close', () => clearTimeout(timer));
  });
}

/** Reads refused bodies no faster than all of them together may be read: a token bucket that goes into debt. */
class DiscardPace {
  #left = discarded.atOnce;
  #atMs = performance.now();

  discard(body: IncomingMessage): void {
    let timer: NodeJS.Timeout | undefined;
    body.on('data', (piece: Buffer) => {
      const waitMs = this.#take(piece.length);
      if (waitMs <= 0) return;
      body.pause();
      timer = setTimeout(() => body.resume(), waitMs).unref();
    });
    body.once('close', () => clearTimeout(timer));
    body.resume();
  }

  /** @returns milliseconds until so many bytes are paid for */
  #take(bytes: number): number {
    const nowMs = performance.now();
    const refilled = this.#left + ((nowMs - this.#atMs) / 1_000) * discarded.inSecond;
    this.#left = Math.min(refilled, discarded.atOnce) - bytes;
    this.#atMs = nowMs;
    return (-this.#left / discarded.inSecond) * 1_000;
  }
}
