import { erasedPackText } from '#sync/protocol/erased-pack.ts';
import { signText } from '../identity/ed25519.ts';
import type { SigningKey } from '../identity/server-keys.ts';
import { chunksOf } from '../log/chunks.ts';
import { lockLog } from '../log/log-lock.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { tellOfErasure } from './write-erasure.ts';

/**
 * Signs every pack in which something was erased under another key of headquarters, and tells each device of it again
 * (S3): a device takes an erased form only under the key that it pins. Logs whose content is erased have no packs.
 * @param keys the key that counts from now on
 * @returns the number of packs that were signed anew
 */
export async function signErasedAnew(tx: StoreTransaction, keys: SigningKey, nowMs: number): Promise<number> {
  const logs = await tx
    .selectFrom('entries')
    .select('log')
    .distinct()
    .where('kind', '=', 'pack')
    .where('erased_key', 'is not', null)
    .orderBy('log')
    .execute();
  let count = 0;
  for (const { log } of logs) {
    const next = await lockLog(tx, log);
    if (next !== undefined) count += await signLogAnew(tx, keys, { log, place: next, nowMs, broughtBy: '' });
  }
  return count;
}

/** `place`: that of the next entry of the log, whose lock is held. */
type Telling = Omit<Parameters<typeof tellOfErasure>[1], 'keys'>;

async function signLogAnew(tx: StoreTransaction, keys: SigningKey, telling: Telling): Promise<number> {
  const { log } = telling;
  const rows = await tx
    .selectFrom('entries')
    .select('place')
    .where('log', '=', log)
    .where('kind', '=', 'pack')
    .where('erased_key', 'is not', null)
    .orderBy('place')
    .execute();
  let { place } = telling;
  for (const places of chunksOf(
    rows.map((row) => row.place),
    50,
  )) {
    const packs = await tx
      .selectFrom('entries')
      .select(['place', 'device', 'first', 'last', 'hash', 'payload'])
      .where('log', '=', log)
      .where('place', 'in', places)
      .orderBy('place')
      .execute();
    for (const { hash, payload, ...stored } of packs) {
      if (hash === null) throw new Error('Every pack has a hash');
      const sig = signText(keys.privateKey, erasedPackText(hash, payload)).toString('base64url');
      await tx
        .updateTable('entries')
        .set({ sig, erased_key: keys.publicKey })
        .where('log', '=', log)
        .where('place', '=', stored.place)
        .execute();
      // No document changes by it, so none is named.
      const pack = { payload, sig, erased: { hash, key: keys.publicKey } };
      await tellOfErasure(tx, { ...telling, place }, stored, pack, []);
      place += 1;
    }
  }
  return rows.length;
}
