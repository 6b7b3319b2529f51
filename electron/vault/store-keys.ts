import crypto from 'node:crypto';
import path from 'node:path';
import * as z from 'zod';
import { subKey, vaultKeyBytes } from '#domain/vault/sub-keys.ts';
import type { HostAnswer } from '#renderer/host/host-contract.ts';
import { readJson } from './read-json.ts';
import { writeDurably } from './write-durably.ts';

const KeyFile = z.object({ v: z.literal(1), key: z.base64url() });

/**
 * What the store's worker needs to open this vault's database and journal. The vault key lies beside them, readable by
 * this account, until a passphrase guards it (security.md 2): what is sealed is then as safe as this file.
 */
export function storeKeysOf(folder: string): HostAnswer<'vault.storeKeys'> {
  const vaultKey = readVaultKey(path.join(folder, 'key.json'));
  const keys = {
    store: subKey(vaultKey, 'store'),
    journal: subKey(vaultKey, 'journal'),
    index: subKey(vaultKey, 'index'),
    blobs: subKey(vaultKey, 'blobs'),
  };
  vaultKey.fill(0);
  return { database: `fieldbook-${path.basename(folder)}`, ...keys };
}

/** Made at first ask, and on the disk before it is used. */
function readVaultKey(file: string): Buffer {
  const known = readJson(file, KeyFile);
  if (known) return Buffer.from(known.key, 'base64url');
  const key = crypto.randomBytes(vaultKeyBytes);
  writeDurably(file, JSON.stringify({ v: 1, key: key.toString('base64url') }));
  return key;
}
