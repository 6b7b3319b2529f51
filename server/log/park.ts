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

/** As much of a payload that cannot be read as tells which program wrote it. */
const mostUnreadable = 100;

/**
 * Keeps a pack that was not taken, whole, with its sender and the reason: nothing is dropped (J1, J3). The first copy
 * stays when it comes again. Of a log that was erased, or a pack in which something was, only that it came is kept: laptops
 * bring nothing back. Of one that cannot be read the hash and its first 100 characters are kept: nobody could say of which
 * mission it is, so nothing of that mission's erasure would reach it. The laptop that sent it keeps it whole (S5).
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
      sig: isErased || opened === undefined ? '' : pack.sig,
      payload: isErased ? '' : opened === undefined ? beginningOf(pack.payload) : pack.payload,
      erased_key: pack.erased?.key ?? null,
    })
    .onConflict((conflict) => conflict.columns(['log', 'hash']).doNothing())
    .execute();
}

/** PostgreSQL's text cannot hold U+0000. */
const beginningOf = (payload: string): string => payload.slice(0, mostUnreadable).replaceAll('\0', '\uFFFD');

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
