import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ServerContext } from '../context/server-context.ts';
import { sendProblem } from './problem.ts';

const consoleContentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const dataContentPolicy = "default-src 'none'; frame-ancestors 'none'";

/**
 * Add the headers for browsers (docs/security-requirements.md 5 and 6). Devices are no browsers and pay for every byte:
 * their signed answers have none.
 */
export function addSecurityHeaders(app: FastifyInstance, context: ServerContext): void {
  app.addHook('onSend', async (request, reply) => {
    if (request.signature !== null) {
      // It finds a refusal in the server's log.
      if (reply.statusCode >= 400) reply.header('x-request-id', request.id);
      return;
    }
    const isPage = request.url.startsWith('/console');
    reply.headers({
      'content-security-policy': isPage ? consoleContentPolicy : dataContentPolicy,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), geolocation=(), microphone=()',
      'x-request-id': request.id,
    });
    if (!isPage || reply.statusCode >= 400) reply.header('cache-control', 'no-store');
    if (context.publicUrl?.startsWith('https:') ?? request.protocol === 'https')
      reply.header('strict-transport-security', 'max-age=31536000');
  });
}

/** At any port: a tunnel on this machine may use another one than the bound one. */
const loopbackHostPattern = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuse a request with two hosts and, without a public origin, one for another machine. The signed address
 * (`targetUriOf`) thus leads here.
 * @param publicUrl the configured origin; its proxy may use any name for the server
 */
export const requireServerHost =
  (publicUrl: string | null) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const hosts = request.raw.headersDistinct['host'] ?? [];
    if (hosts.length > 1) return sendProblem(reply, 'malformed');
    return publicUrl !== null || loopbackHostPattern.test(hosts[0] ?? '')
      ? undefined
      : sendProblem(reply, 'host');
  };

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
