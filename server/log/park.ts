import { wasErased } from '../access/open-logs.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import type { Sha256 } from '#sync/protocol/hash.ts';
import type { Pack } from '#sync/protocol/wire.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { PackCode } from '../refusal-codes.ts';

/** What is known of any pack that came, readable or not. */
export interface PackOnHand {
  readonly pack: Pack;
  readonly hash: Sha256;
  readonly sender: DeviceId;
  readonly nowMs: number;
  readonly opened?: { readonly log: string };
}

/** Stands for the log of a pack that does not say one. */
const noLog = '00000000-0000-0000-0000-000000000000';

/**
 * Keeps a pack that was not taken, whole, with its sender and the reason: nothing is dropped (J1, J3). The first copy
 * stays when it comes again. Of a log that was erased, or a pack in which something was, only that it came is kept: laptops
 * bring nothing back.
 */
export async function park(
  store: Store | StoreTransaction,
  { pack, hash, sender, nowMs, opened }: PackOnHand,
  code: PackCode | 'fork',
): Promise<void> {
  const isErased =
    opened !== undefined &&
    ((await wasErased(store, opened.log)) || (await hasErasedForm(store, opened.log, hash)));
  await store
    .insertInto('parked')
    .values({
      log: opened?.log ?? noLog,
      hash,
      sender,
      code,
      received_ms: nowMs,
      sig: isErased ? '' : pack.sig,
      // An unreadable payload may hold what PostgreSQL's text cannot.
      payload: isErased ? '' : pack.payload.replaceAll('\0', '\uFFFD'),
      erased_key: pack.erased?.key ?? null,
    })
    .onConflict((conflict) => conflict.columns(['log', 'hash']).doNothing())
    .execute();
}

async function hasErasedForm(store: Store | StoreTransaction, log: string, hash: Sha256): Promise<boolean> {
  const row = await store
    .selectFrom('entries')
    .select('place')
    .where('log', '=', log as LogId) // only compared
    .where('hash', '=', hash)
    .where('erased_key', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}
