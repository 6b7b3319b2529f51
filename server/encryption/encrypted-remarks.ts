import { ok, refuse, type Result } from '#base/result.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { mayReadLog, mayReadConfidentialRemarks } from '#domain/people/permit.ts';
import { rolesInLog } from '../auth/grants.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { ServerStore, StoreTransaction } from '../db/open-store.ts';
import type { RuntimeDependencies } from '../runtime-dependencies.ts';
import { boundSealingKeysOf, type SealingKey, type SealingKeys } from './sealing-keys.ts';
import { decryptText, encryptText } from './encrypted-text.ts';

/** Where the remark stands whose words these are. */
interface RemarkLocation {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly point: string;
}

/** Words as the container holds them: nonce, sealed bytes and tag in base64, bound to their place. */
export const encryptRemark = (key: SealingKey, place: RemarkLocation, words: string): string =>
  encryptText(key, remarkAssociatedData(place), words);

/** The words; null where these bytes were not sealed by this key for this place. */
export const decryptRemark = (key: SealingKey, place: RemarkLocation, sealed: string): string | null =>
  decryptText(key, remarkAssociatedData(place), sealed);

/** A row that was copied to another remark opens there for nobody. */
const remarkAssociatedData = ({ log, doc, point }: RemarkLocation): string =>
  `fieldbook sealed words\n${log}\n${doc}\n${point}`;

/** `absent`: no such log for this person, or no such words any more. `unreadable`: sealed by a key that is not here. */
export type RemarkReadRefusal =
  | { readonly kind: 'absent' }
  | { readonly kind: 'notForThisRole' }
  | { readonly kind: 'unreadable' };

/** Keeps the words of a remark whose op was written in the same transaction. */
export async function storeConfidentialRemark(
  tx: StoreTransaction,
  place: RemarkLocation,
  words: string,
): Promise<void> {
  const { sealsWith } = boundSealingKeysOf(tx);
  const row = { key_id: sealsWith.id, sealed: encryptRemark(sealsWith, place, words) };
  await tx
    .insertInto('sealed_words')
    .values({ ...place, ...row })
    // A remark that was taken back before it was sent, and is written anew.
    .onConflict((conflict) => conflict.columns(['log', 'doc', 'point']).doUpdateSet(row))
    .execute();
}

/** The only way to the words: for the roles that may, and never without a line in the audit trail. */
export async function readConfidentialRemark(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  person: PersonId,
  place: RemarkLocation,
): Promise<Result<string, RemarkReadRefusal>> {
  const roles = await rolesInLog(tx, place.log, person);
  if (!mayReadLog(roles)) return refuse({ kind: 'absent' });
  if (!mayReadConfidentialRemarks(roles)) return refuse({ kind: 'notForThisRole' });
  const row = await tx
    .selectFrom('sealed_words')
    .select(['key_id', 'sealed'])
    .where('log', '=', place.log)
    .where('doc', '=', place.doc)
    .where('point', '=', place.point)
    .executeTakeFirst();
  if (row === undefined) return refuse({ kind: 'absent' });
  const key = boundSealingKeysOf(tx).byId.get(row.key_id);
  const words = key === undefined ? null : decryptRemark(key, place, row.sealed);
  if (words === null) return refuse({ kind: 'unreadable' });
  await appendAuditLine(tx, dependencies, { actor: person, act: 'read-sealed-words', subject: { ...place } });
  return ok(words);
}

/** How many words here none of these keys opens. */
export async function countUnreadableRemarks(store: ServerStore, { byId }: SealingKeys): Promise<number> {
  const rows = await store.selectFrom('sealed_words').select('key_id').execute();
  return rows.filter((row) => !byId.has(row.key_id)).length;
}

/** How many of a mission's remarks have words here. */
export async function countConfidentialRemarks(tx: StoreTransaction, log: LogId): Promise<number> {
  const { rows } = await tx
    .selectFrom('sealed_words')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .where('log', '=', log)
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/** Those of one mission; what is left is the op that says that there was a remark. */
export async function eraseConfidentialRemarks(tx: StoreTransaction, log: LogId): Promise<void> {
  await tx.deleteFrom('sealed_words').where('log', '=', log).execute();
}
