import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { mayRead, mayReadSealed } from '#domain/people/permit.ts';
import { rolesIn } from '../access/directory.ts';
import { audit } from '../identity/audit.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { openWords, type SealedPlace, sealWords } from './seal-words.ts';
import type { SealingKeys } from './sealing-keys.ts';
import { sealingOf } from './store-sealing.ts';

/** `absent`: no such log for this person, or no such words any more. `unreadable`: sealed by a key that is not here. */
export type NotRead =
  | { readonly kind: 'absent' }
  | { readonly kind: 'notForThisRole' }
  | { readonly kind: 'unreadable' };

/** Keeps the words of a remark whose op was written in the same transaction. */
export async function keepWords(tx: StoreTransaction, place: SealedPlace, words: string): Promise<void> {
  const { sealsWith } = sealingOf(tx);
  const row = { key_id: sealsWith.id, sealed: sealWords(sealsWith, place, words) };
  await tx
    .insertInto('sealed_words')
    .values({ ...place, ...row })
    // A remark that was taken back before it was sent, and is written anew.
    .onConflict((conflict) => conflict.columns(['log', 'doc', 'point']).doUpdateSet(row))
    .execute();
}

/** The only way to the words: for the roles that may, and never without a line in the audit trail. */
export async function readWords(
  tx: StoreTransaction,
  surroundings: Surroundings,
  person: PersonId,
  place: SealedPlace,
): Promise<Result<string, NotRead>> {
  const roles = await rolesIn(tx, place.log, person);
  if (!mayRead(roles)) return refuse({ kind: 'absent' });
  if (!mayReadSealed(roles)) return refuse({ kind: 'notForThisRole' });
  const row = await tx
    .selectFrom('sealed_words')
    .select(['key_id', 'sealed'])
    .where('log', '=', place.log)
    .where('doc', '=', place.doc)
    .where('point', '=', place.point)
    .executeTakeFirst();
  if (row === undefined) return refuse({ kind: 'absent' });
  const key = sealingOf(tx).byId.get(row.key_id);
  const words = key === undefined ? null : openWords(key, place, row.sealed);
  if (words === null) return refuse({ kind: 'unreadable' });
  await audit(tx, surroundings, { actor: person, act: 'read-sealed-words', subject: { ...place } });
  return ok(words);
}

/** How many words here none of these keys opens. */
export async function countUnreadable(store: Store, { byId }: SealingKeys): Promise<number> {
  const rows = await store.selectFrom('sealed_words').select('key_id').execute();
  return rows.filter((row) => !byId.has(row.key_id)).length;
}

/** How many of a mission's remarks have words here. */
export async function countWords(tx: StoreTransaction, log: LogId): Promise<number> {
  const { rows } = await tx
    .selectFrom('sealed_words')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .where('log', '=', log)
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/** Those of one mission; what is left is the op that says that there was a remark. */
export async function eraseWords(tx: StoreTransaction, log: LogId): Promise<void> {
  await tx.deleteFrom('sealed_words').where('log', '=', log).execute();
}
