import type { FastifyRequest } from 'fastify';
import type { PasskeyContext } from '../identity/passkeys.ts';
import type { ServerContext } from './server-context.ts';
import { originOf } from './target-uri.ts';

/** Passkeys are bound to the public origin; a browser takes none for a host that is only a number. */
export function passkeyContext(
  { store, surroundings, identity, publicUrl }: ServerContext,
  request: FastifyRequest,
): PasskeyContext {
  const origin = originOf(request, publicUrl);
  return { store, surroundings, party: { name: identity.name, id: new URL(origin).hostname, origin } };
}
