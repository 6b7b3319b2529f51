import type { FastifyInstance } from 'fastify';
import type { ServerContext } from './server-context.ts';

const consolePolicy = [
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

const dataPolicy = "default-src 'none'; frame-ancestors 'none'";

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
      'content-security-policy': isPage ? consolePolicy : dataPolicy,
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
