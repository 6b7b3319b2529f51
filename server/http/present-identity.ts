import type { FastifyRequest } from 'fastify';
import { serverIdentity } from '../identity/server-identity.ts';
import type { ServerContext } from './server-context.ts';

/**
 * The context with the server's identity as the store holds it, so that a rotation (`rotate-key`) is in force at once and
 * no answer is signed under a former key. `follow` compares the key before each request that a device may have signed.
 */
export function withPresentIdentity(given: ServerContext) {
  const { store, surroundings } = given;
  let present = given.identity;
  const context: ServerContext = {
    ...given,
    get identity() {
      return present;
    },
  };
  const follow = async ({ headers }: FastifyRequest): Promise<void> => {
    if (headers['signature-input'] === undefined) return;
    const row = await store
      .selectFrom('server')
      .select('public_key')
      .where('id', '=', 'server')
      .executeTakeFirst();
    if (row !== undefined && row.public_key !== present.publicKey)
      present = await serverIdentity(store, surroundings);
  };
  return { context, follow };
}
