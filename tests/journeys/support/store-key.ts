import fs from 'node:fs';
import path from 'node:path';
import { storeKeysOf } from '#electron/vault/store-keys.ts';

/** The key to the rows of a laptop's only vault, as its shell has it: what no page ever sees, a test must look behind. */
export function storeKeyOf(profile: string): Uint8Array {
  const vaults = path.join(profile, 'vaults');
  const [vault = ''] = fs.readdirSync(vaults);
  return storeKeysOf(path.join(vaults, vault)).store;
}
