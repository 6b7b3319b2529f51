import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';

/** At any port: a tunnel on this machine leads here from another one than the bound one. */
const ownHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i;

/**
 * Refuses a request that names two hosts and, where the server has no public origin, one that names another machine than
 * this. What is signed (`targetUriOf`) is thus an address that leads here.
 * @param publicUrl the configured origin; its proxy may call the server by any name
 */
export const requireOwnHost =
  (publicUrl: string | null) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const hosts = request.raw.headersDistinct['host'] ?? [];
    if (hosts.length > 1) return sendProblem(reply, 'malformed');
    return publicUrl !== null || ownHost.test(hosts[0] ?? '') ? undefined : sendProblem(reply, 'host');
  };
