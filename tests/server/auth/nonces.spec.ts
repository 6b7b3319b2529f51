import { expect, test } from 'vitest';
import { consumeNonce, NonceMemory } from '#server/auth/nonces.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import { StoreFailedError } from '#server/db/store-health.ts';
import { nowMs, PackWriter } from '#tests/support/server/pack-writer.ts';
import { embedded, openUntilTheEnd } from '#tests/support/server/stores.ts';

/** The same store without room for new data. */
const withoutRoom = (store: ServerStore): ServerStore =>
  store.withPlugin({
    transformQuery: ({ node }) => {
      if (node.kind === 'InsertQueryNode')
        throw new StoreFailedError({ code: 'store-full', cause: 'SQLITE 13' });
      return node;
    },
    transformResult: async ({ result }) => result,
  });

test('[S8] a nonce that the store got while another request found no room counts once', async () => {
  const store = await openUntilTheEnd(await embedded.newLocation());
  const nonceMemory = new NonceMemory(nowMs - 3_600_000);
  const signed = { device: new PackWriter().id, nonce: 'a nonce', createdSeconds: nowMs / 1_000 };
  expect(await consumeNonce(store, nonceMemory, signed, nowMs)).toBe(true);
  expect(await consumeNonce(withoutRoom(store), nonceMemory, signed, nowMs)).toBe(false);
});

test('[S8] the nonce memory forgets nonces of requests that would be too old', async () => {
  const store = withoutRoom(await openUntilTheEnd(await embedded.newLocation()));
  const nonceMemory = new NonceMemory(nowMs - 3_600_000);
  const signed = { device: new PackWriter().id, nonce: 'a nonce', createdSeconds: nowMs / 1_000 };
  expect(await consumeNonce(store, nonceMemory, signed, nowMs)).toBe(true);
  nonceMemory.forgetOld(nowMs + 600_000);
  expect(nonceMemory.has(signed)).toBe(true);
  nonceMemory.forgetOld(nowMs + 661_000);
  expect(nonceMemory.has(signed)).toBe(false);
});
