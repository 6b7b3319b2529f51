import type { IncomingMessage } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';
import type { ServerContext } from './server-context.ts';

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
 * What browsers are told (security.md 5 and 6). Devices are no browsers and pay for every byte: what is signed for
 * them carries none of it.
 */
export function addSecurityHeaders(app: FastifyInstance, context: ServerContext): void {
  app.addHook('onSend', async (request, reply) => {
    if (request.answerNonce !== null) {
      // By it a refusal is found again in the server's log.
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

/** At any port: a tunnel on this machine leads here from another one than the bound one. */
const loopbackHostPattern = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses a request that names two hosts and, where the server has no public origin, one that names another machine than
 * this. What is signed (`targetUriOf`) is thus an address that leads here.
 * @param publicUrl the configured origin; its proxy may call the server by any name
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

/** Of all refused bodies together, in bytes: that many are thrown away at once, then so many in a second. */
const discardedBytes = { atOnce: 8 * 1024 * 1024, inSecond: 1024 * 1024 };

/**
 * Ends requests whose body nobody waits for. A body may take its time only when its sender is known; a stranger's must be
 * there after `strangerMs`. The rest of a refused body is read and thrown away, for as long at most: closed at once, the
 * connection would be reset before a device on a slow link has read why it was refused. Many refused bodies wait for each
 * other, since the memory of each piece is free only after the next collection of garbage.
 * @param strangerMs milliseconds from the end of the head
 */
export function limitRequestBodies(app: FastifyInstance, strangerMs: number): void {
  app.addHook('onRequest', async (request) => {
    const timer = setTimeout(() => {
      const isKnown = request.deviceCaller !== null || request.person !== null;
      if (!isKnown && !request.raw.complete) request.raw.destroy();
    }, strangerMs).unref();
    request.raw.once('close', () => clearTimeout(timer));
  });
  const pace = new DiscardThrottle();
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

  /** @returns milliseconds until so many bytes are paid for */
  #take(bytes: number): number {
    const nowMs = performance.now();
    const refilled = this.#left + ((nowMs - this.#atMs) / 1_000) * discardedBytes.inSecond;
    this.#left = Math.min(refilled, discardedBytes.atOnce) - bytes;
    this.#atMs = nowMs;
    return (-this.#left / discardedBytes.inSecond) * 1_000;
  }
}
