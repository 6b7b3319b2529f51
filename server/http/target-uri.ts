import type { FastifyRequest } from 'fastify';

/** The origin under which this server is known: --public-url, else what the asker called it. */
export const originOf = (request: FastifyRequest, publicUrl: string | null): string =>
  publicUrl ?? `${request.protocol}://${request.host}`;

/** `@target-uri` of RFC 9421: the URL as the device wrote it, query included. */
export const targetUriOf = (request: FastifyRequest, publicUrl: string | null): string =>
  originOf(request, publicUrl) + request.raw.url;
