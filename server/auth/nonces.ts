import type { DeviceId } from '#domain/ids.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { type ServerStore, storeEngineOf } from '../db/open-store.ts';
import { storeFailureOf, unlessStoreFull } from '../db/store-health.ts';

/** A request is fresh for 600 s, since `created` may differ by 300 s either way. The rest is a margin. */
const nonceLifetimeMs = 660_000;
/** About 10 MB. Further requests are refused. */
const maximumNoncesInMemory = 100_000;

/** Nonce of a signed request. */
interface SignedNonce {
  readonly device: DeviceId;
  readonly nonce: string;
  readonly createdSeconds: number;
}

/**
 * Nonces that came while the embedded store had no room for them. Only this process knows them. So it accepts only
 * nonces of requests that no earlier process can have received.
 */
export class NonceMemory {
  readonly #startedMs: number;
  /** Time of arrival of each, oldest first. */
  readonly #atMs = new Map<string, number>();

  /** @param startedMs start of this process, by the server's clock */
  constructor(startedMs: number) {
    this.#startedMs = startedMs;
  }

  has({ device, nonce }: SignedNonce): boolean {
    return this.#atMs.has(`${device} ${nonce}`);
  }

  /**
   * Return whether no earlier process can have received the request. `created` of such a request is at most the allowed
   * skew after this start.
   */
  mayTake({ createdSeconds }: SignedNonce): boolean {
    const isOurs = createdSeconds * 1_000 > this.#startedMs + wireLimits.clockSkewSeconds * 1_000;
    return isOurs && this.#atMs.size < maximumNoncesInMemory;
  }

  take({ device, nonce }: SignedNonce, nowMs: number): void {
    this.#atMs.set(`${device} ${nonce}`, nowMs);
  }

  forgetOld(nowMs: number): void {
    for (const [key, atMs] of this.#atMs) {
      if (atMs >= nowMs - nonceLifetimeMs) return;
      this.#atMs.delete(key);
    }
  }
}

/**
 * Consume a nonce of a device. An embedded store without room leaves it to this process's memory (S8). PostgreSQL may
 * have several servers, which do not share memory; there the request fails.
 * @returns false when the nonce came before: a repeated request needs a new nonce
 */
export async function consumeNonce(
  store: ServerStore,
  nonceMemory: NonceMemory,
  signedNonce: SignedNonce,
  nowMs: number,
): Promise<boolean> {
  nonceMemory.forgetOld(nowMs);
  try {
    // Check the memory afterwards: the same nonce may have reached it while the store was at work.
    return (await insertNonce(store, signedNonce, nowMs)) && !nonceMemory.has(signedNonce);
  } catch (error) {
    if (storeFailureOf(error)?.code !== 'store-full' || storeEngineOf(store) !== 'sqlite') throw error;
    if (nonceMemory.has(signedNonce)) return false;
    if (!nonceMemory.mayTake(signedNonce)) throw error;
    nonceMemory.take(signedNonce, nowMs);
    return !(await hasStoredNonce(store, signedNonce));
  }
}

/** Delete nonces of requests that would be too old anyway. */
export const deleteExpiredNonces = (store: ServerStore, nowMs: number): Promise<void> =>
  unlessStoreFull(() =>
    store
      .deleteFrom('nonces')
      .where('at_ms', '<', nowMs - nonceLifetimeMs)
      .execute(),
  );

async function insertNonce(
  store: ServerStore,
  { device, nonce }: SignedNonce,
  nowMs: number,
): Promise<boolean> {
  const inserted = await store
    .insertInto('nonces')
    .values({ device, nonce, at_ms: nowMs })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n;
}

async function hasStoredNonce(store: ServerStore, { device, nonce }: SignedNonce): Promise<boolean> {
  const row = await store
    .selectFrom('nonces')
    .select('nonce')
    .where('device', '=', device)
    .where('nonce', '=', nonce)
    .executeTakeFirst();
  return row !== undefined;
}
