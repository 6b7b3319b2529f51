import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { DeviceId, PersonId } from '#domain/ids.ts';
import type { ServerStore, StoreTransaction } from '../open-store.ts';
import { boundSealingKeysOf, type SealingKey } from './sealing-keys.ts';

// ChaCha20-Poly1305 (RFC 8439). Random nonces of 96 bits are safe for thousands of millions of messages under one key;
// these are some thousands.
const cipherName = 'chacha20-poly1305';
const cipherNonceBytes = 12;
const cipherTagBytes = 16;
const cipherOptions = { authTagLength: cipherTagBytes };

/**
 * Encrypt a text, bound to its location.
 * @returns nonce, ciphertext and tag in base64
 */
export function encryptText({ key }: SealingKey, place: string, text: string): string {
  const nonce = randomBytes(cipherNonceBytes);
  const plain = Buffer.from(text, 'utf8');
  const sealing = createCipheriv(cipherName, key, nonce, cipherOptions);
  sealing.setAAD(Buffer.from(place), { plaintextLength: plain.length });
  const sealed = Buffer.concat([sealing.update(plain), sealing.final()]);
  return Buffer.concat([nonce, sealed, sealing.getAuthTag()]).toString('base64');
}

/** Decrypt the result of `encryptText`; null where it was not encrypted by this key for this location. */
export function decryptText({ key }: SealingKey, place: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < cipherNonceBytes + cipherTagBytes) return null;
  const inside = bytes.subarray(cipherNonceBytes, -cipherTagBytes);
  const opening = createDecipheriv(cipherName, key, bytes.subarray(0, cipherNonceBytes), cipherOptions);
  opening
    .setAAD(Buffer.from(place), { plaintextLength: inside.length })
    .setAuthTag(bytes.subarray(-cipherTagBytes));
  try {
    const text = opening.update(inside);
    return Buffer.concat([text, opening.final()]).toString('utf8');
  } catch {
    return null; // the tag is wrong
  }
}

// Frozen with the migration that encrypted these columns: a further one needs a migration of its own.

interface StoredSecret {
  readonly location: SecretLocation;
  readonly stored: string;
}

/** Read all secrets of a store in their stored form. Missing tables are skipped. */
export async function readStoredSecrets(
  db: ServerStore | StoreTransaction,
): Promise<readonly StoredSecret[]> {
  const there = new Set((await db.introspection.getTables()).map(({ name }) => name));
  const queries = {
    server: db.selectFrom('server').select(['public_key as row', 'private_key as stored']),
    // A former key has no private part any more.
    server_keys: db
      .selectFrom('server_keys')
      .select(['public_key as row', 'private_key as stored'])
      .where('private_key', '!=', ''),
    desks: db.selectFrom('desks').select(['device as row', 'private_key as stored']),
    authenticators: db.selectFrom('authenticators').select(['person as row', 'secret as stored']),
  };
  const storedSecrets: StoredSecret[] = [];
  for (const table of ['server', 'server_keys', 'desks', 'authenticators'] as const)
    if (there.has(table))
      for (const { row, stored } of await queries[table].execute())
        storedSecrets.push({ location: { table, row }, stored });
  return storedSecrets;
}

/** Replace the stored form of a secret. */
export async function writeStoredSecret(
  db: ServerStore | StoreTransaction,
  { table, row }: SecretLocation,
  stored: string,
): Promise<void> {
  switch (table) {
    case 'server':
    case 'server_keys':
      await db.updateTable(table).set({ private_key: stored }).where('public_key', '=', row).execute();
      return;
    case 'desks':
      await db
        .updateTable('desks')
        .set({ private_key: stored })
        .where('device', '=', row as DeviceId) // as it was read
        .execute();
      return;
    case 'authenticators':
      await db
        .updateTable('authenticators')
        .set({ secret: stored })
        .where('person', '=', row as PersonId) // as it was read
        .execute();
      return;
  }
}

/** Row that holds a secret. `row` is its owner: a public key, a device or a person. */
interface SecretLocation {
  readonly table: 'server' | 'server_keys' | 'desks' | 'authenticators';
  readonly row: string;
}

// Frozen with the migration that encrypted the first of them.
const encryptedSecretPattern = /^sealed1\.([0-9a-f]{32})\.([A-Za-z0-9+/]+=*)$/;

/**
 * Encrypt a secret of the store. A copy of the store without the key file reveals nothing (ASVS 13.3.1).
 * @returns `sealed1.<id of the key>.<base64>`, bound to its table and row
 */
export const encryptSecret = <T>(tx: Kysely<T>, secretLocation: SecretLocation, secret: string): string =>
  encryptSecretWithKey(boundSealingKeysOf(tx).sealsWith, secretLocation, secret);

export const encryptSecretWithKey = (
  sealingKey: SealingKey,
  secretLocation: SecretLocation,
  secret: string,
): string =>
  `sealed1.${sealingKey.id}.${encryptText(sealingKey, secretAssociatedData(secretLocation), secret)}`;

/** Decrypt a secret of the store. Throws when no available key fits: the start refuses such a store. */
export function decryptSecret<T>(tx: Kysely<T>, secretLocation: SecretLocation, sealed: string): string {
  const [, id = '', bytes = ''] = encryptedSecretPattern.exec(sealed) ?? [];
  const sealingKey = boundSealingKeysOf(tx).byId.get(id);
  const secret =
    sealingKey === undefined ? null : decryptText(sealingKey, secretAssociatedData(secretLocation), bytes);
  if (secret === null)
    throw new Error(`A secret in ${secretLocation.table} is not encrypted with a key of this server`);
  return secret;
}

/** Return the id of the key that encrypted a secret; null for plain text, as in stores before encryption. */
export const encryptionKeyIdOf = (stored: string): string | null =>
  encryptedSecretPattern.exec(stored)?.[1] ?? null;

const secretAssociatedData = ({ table, row }: SecretLocation): string => `fieldbook secret\n${table}\n${row}`;
