import type { Kysely } from 'kysely';
import type { SealingKeys } from './sealing-keys.ts';

// Transactions of a store share its adapter, so a query finds the keys by the store or transaction that it was given.
const keysByAdapter = new WeakMap<object, SealingKeys>();

/** Binds sealing keys to a store and to all of its transactions. */
export function bindSealing<T>(store: Kysely<T>, keys: SealingKeys): void {
  keysByAdapter.set(store.getExecutor().adapter, keys);
}

/** The sealing keys of a store or transaction. Throws for a store that was opened without them, which is a bug. */
export function sealingOf<T>(tx: Kysely<T>): SealingKeys {
  const keys = keysByAdapter.get(tx.getExecutor().adapter);
  if (keys === undefined) throw new Error('This store was opened without its sealing keys');
  return keys;
}
