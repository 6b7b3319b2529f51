import { ok, type Result, refuse } from '#base/result.ts';
import type { DocumentId, LogId, PersonId } from '#domain/ids.ts';
import { mayReadConfidentialRemarks, mayReadLog } from '#domain/kinds/permit.ts';
import { rolesInLog } from '../auth/roles-in-log.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { decryptText, encryptText } from '../db/encryption/encrypted-secrets.ts';
import { boundSealingKeysOf, type SealingKey, type SealingKeys } from '../db/encryption/sealing-keys.ts';
import type { RuntimeDependencies, ServerStore, StoreTransaction } from '../db/open-store.ts';

/** Place of the remark. */
interface RemarkLocation {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly point: string;
}

/** Encrypt a remark: nonce, ciphertext and tag in base64, bound to its place. */
export const encryptRemark = (
  sealingKey: SealingKey,
  remarkLocation: RemarkLocation,
  words: string,
): string => encryptText(sealingKey, remarkAssociatedData(remarkLocation), words);

/** Decrypt a remark; null where it was not encrypted by this key for this place. */
export const decryptRemark = (
  sealingKey: SealingKey,
  remarkLocation: RemarkLocation,
  sealed: string,
): string | null => decryptText(sealingKey, remarkAssociatedData(remarkLocation), sealed);

/** Return the associated data: a row copied to another remark cannot be decrypted there. */
const remarkAssociatedData = ({ log, doc, point }: RemarkLocation): string =>
  `fieldbook sealed words\n${log}\n${doc}\n${point}`;

/**
 * `absent`: no such log for this person, or the remark is gone. `unreadable`: encrypted by a key that is missing here.
 */
export type RemarkReadRefusal =
  | { readonly kind: 'absent' }
  | { readonly kind: 'notForThisRole' }
  | { readonly kind: 'unreadable' };

/** Store the text of a remark. Its op was written in the same transaction. */
export async function storeConfidentialRemark(
  tx: StoreTransaction,
  remarkLocation: RemarkLocation,
  words: string,
): Promise<void> {
  const { sealsWith } = boundSealingKeysOf(tx);
  const row = { key_id: sealsWith.id, sealed: encryptRemark(sealsWith, remarkLocation, words) };
  await tx
    .insertInto('sealed_words')
    .values({ ...remarkLocation, ...row })
    // A remark that was withdrawn before its submission, and is written again.
    .onConflict((conflict) => conflict.columns(['log', 'doc', 'point']).doUpdateSet(row))
    .execute();
}

/**
 * Read a confidential remark: for entitled roles only, and never without a line in the audit trail. No other function
 * decrypts them.
 */
export async function readConfidentialRemark(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  remarkLocation: RemarkLocation,
): Promise<Result<string, RemarkReadRefusal>> {
  const roles = await rolesInLog(tx, remarkLocation.log, personId);
  if (!mayReadLog(roles)) return refuse({ kind: 'absent' });
  if (!mayReadConfidentialRemarks(roles)) return refuse({ kind: 'notForThisRole' });
  const row = await tx
    .selectFrom('sealed_words')
    .select(['key_id', 'sealed'])
    .where('log', '=', remarkLocation.log)
    .where('doc', '=', remarkLocation.doc)
    .where('point', '=', remarkLocation.point)
    .executeTakeFirst();
  if (row === undefined) return refuse({ kind: 'absent' });
  const sealingKey = boundSealingKeysOf(tx).byId.get(row.key_id);
  const words = sealingKey === undefined ? null : decryptRemark(sealingKey, remarkLocation, row.sealed);
  if (words === null) return refuse({ kind: 'unreadable' });
  await appendAuditLine(tx, dependencies, {
    actor: personId,
    act: 'read-sealed-words',
    subject: { ...remarkLocation },
  });
  return ok(words);
}

/** Count remarks that none of these keys decrypts. */
export async function countUnreadableRemarks(store: ServerStore, { byId }: SealingKeys): Promise<number> {
  const rows = await store.selectFrom('sealed_words').select('key_id').execute();
  return rows.filter((row) => !byId.has(row.key_id)).length;
}

/** Count the remarks of a mission that have a text here. */
export async function countConfidentialRemarks(tx: StoreTransaction, logId: LogId): Promise<number> {
  const { rows } = await tx
    .selectFrom('sealed_words')
    .select((eb) => eb.fn.countAll<number>().as('rows'))
    .where('log', '=', logId)
    .executeTakeFirstOrThrow();
  return Number(rows);
}

/** Erase the remarks of one mission; the op that records a remark's existence stays. */
export async function eraseConfidentialRemarks(tx: StoreTransaction, logId: LogId): Promise<void> {
  await tx.deleteFrom('sealed_words').where('log', '=', logId).execute();
}
