import type { Kysely } from 'kysely';
import { openBytes, sealBytes } from './seal-bytes.ts';
import type { SealingKey } from './sealing-keys.ts';
import { sealingOf } from './store-sealing.ts';

/** Row that holds a secret. `row` is what the secret belongs to: a public key, a device or a person. */
export interface SecretPlace {
  readonly table: 'server' | 'server_keys' | 'desks' | 'authenticators';
  readonly row: string;
}

// Frozen with the migration that sealed the first of them.
const secretForm = /^sealed1\.([0-9a-f]{32})\.([A-Za-z0-9+/]+=*)$/;

/**
 * Seals a secret of the store, so that a copy of the store without the key file opens nothing (ASVS 13.3.1).
 *
 * @returns `sealed1.<id of the key>.<base64>`, bound to its table and row.
 */
export const sealSecret = <T>(tx: Kysely<T>, place: SecretPlace, secret: string): string =>
  sealSecretBy(sealingOf(tx).sealsWith, place, secret);

export const sealSecretBy = (key: SealingKey, place: SecretPlace, secret: string): string =>
  `sealed1.${key.id}.${sealBytes(key, boundTo(place), secret)}`;

/** Opens a secret of the store. Throws when no key at hand opens it: the start refuses such a store. */
export function openSecret<T>(tx: Kysely<T>, place: SecretPlace, sealed: string): string {
  const [, id = '', bytes = ''] = secretForm.exec(sealed) ?? [];
  const key = sealingOf(tx).byId.get(id);
  const secret = key === undefined ? null : openBytes(key, boundTo(place), bytes);
  if (secret === null) throw new Error(`A secret in ${place.table} was not sealed by a key of this server`);
  return secret;
}

/** Id of the key that sealed a secret; null for a secret in plain, as stores before sealing had them. */
export const sealedBy = (stored: string): string | null => secretForm.exec(stored)?.[1] ?? null;

const boundTo = ({ table, row }: SecretPlace): string => `fieldbook secret\n${table}\n${row}`;
