import type { DeviceId } from '#domain/ids.ts';
import type { Store } from '../store/open-store.ts';

/** `created` may be off by 300 s either way, so a request is fresh for 600 s; the rest is a margin. */
const rememberedMs = 660_000;

/** Remembers a nonce of a device. False when it came before: a repeated request is new, with a new nonce. */
export async function takeNonce(
  store: Store,
  device: DeviceId,
  nonce: string,
  nowMs: number,
): Promise<boolean> {
  const taken = await store
    .insertInto('nonces')
    .values({ device, nonce, at_ms: nowMs })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return taken.numInsertedOrUpdatedRows === 1n;
}

/** Forgets nonces whose requests would be too old anyway. */
export async function forgetOldNonces(store: Store, nowMs: number): Promise<void> {
  await store
    .deleteFrom('nonces')
    .where('at_ms', '<', nowMs - rememberedMs)
    .execute();
}
