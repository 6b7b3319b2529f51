import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { ServerContext } from '../context/server-context.ts';

/** Bytes of all refused bodies together that are discarded at once, and then in each second. */
const discardedBytes = { atOnce: 8 * 1024 * 1024, inSecond: 1024 * 1024 };

/** Interval of looks at the session of a request whose body is on its way. */
const sessionLookMs = 1_000;

/**
 * End requests with a body that nothing reads. Only a device's body may take long. One from the console must arrive
 * within `sessionBodyMs`, and only while its session lasts; a stranger's within `strangerMs`. The rest of a refused body is read and discarded for at most this long. Closed at once, the connection
 * would be reset before a device on a slow link has read the refusal.
 * Refused bodies share one rate, since the memory of each piece is free only after garbage collection.
 * The times count from the end of the head.
 */
export function limitRequestBodies(app: FastifyInstance, { limits, store }: ServerContext): void {
  const { strangerMs, sessionBodyMs } = limits;
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET') return;
    const { raw } = request;
    const endUnlessComplete = (isLate: () => boolean) => () => {
      if (isLate() && !raw.complete) raw.destroy();
    };
    const isOfSession = (): boolean => request.device === null && request.person !== null;
    const timers = [
      setTimeout(
        endUnlessComplete(() => request.device === null && request.person === null),
        strangerMs,
      ),
      setTimeout(endUnlessComplete(isOfSession), sessionBodyMs),
    ];
    const endWithSession = async (): Promise<void> => {
      if (!isOfSession() || request.senderCheck === null) return;
      // A store that fails now answers the request itself later.
      const senderRefusal = await request.senderCheck.find(store).catch(() => null);
      endUnlessComplete(() => senderRefusal !== null)();
    };
    const look = setInterval(() => {
      if (raw.complete) clearInterval(look);
      else void endWithSession();
    }, sessionLookMs);
    for (const timer of [...timers, look]) timer.unref();
    raw.once('close', () => {
      for (const timer of timers) clearTimeout(timer);
      clearInterval(look);
    });
  });
  const pace = new DiscardThrottle();
  // Before the answer is sent: node itself would then read the rest at full speed.
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

/** Throttle of all refused bodies together: a token bucket that goes into debt. */
class DiscardThrottle {
  #left = discardedBytes.atOnce;
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

  /** @returns milliseconds until these bytes are paid for */
  #take(bytes: number): number {
    const nowMs = performance.now();
    const refilled = this.#left + ((nowMs - this.#atMs) / 1_000) * discardedBytes.inSecond;
    this.#left = Math.min(refilled, discardedBytes.atOnce) - bytes;
    this.#atMs = nowMs;
    return (-this.#left / discardedBytes.inSecond) * 1_000;
  }
}
