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
