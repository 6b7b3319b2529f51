import crypto from 'node:crypto';
import { type DeriveKey, type Kdf, leastKdf, passesFor } from './derive-key.ts';
import { type VaultHeader, wrappingKeyOf, wrapVaultKey } from './header.ts';
import type { Keychain } from './keychain.ts';
import type { Sodium } from './secret-box.ts';

export interface HeaderParts {
  readonly sodium: Sodium;
  readonly keychain: Keychain;
  readonly derive: DeriveKey;
  /** For measuring this machine. */
  readonly tickMs: () => number;
}

/** Makes a header under which this passphrase opens this key. */
export type MakeHeader = (
  id: string,
  label: string,
  passphrase: string,
  key: Uint8Array,
) => Promise<VaultHeader>;

export function headerMaker({ sodium, keychain, derive, tickMs }: HeaderParts): MakeHeader {
  let passes: number | null = null;
  /** The figures for this machine, measured once per start. */
  const newKdf = async (passphrase: string): Promise<Kdf> => {
    const salt = crypto.randomBytes(32).toString('base64');
    if (passes === null) {
      const startedMs = tickMs();
      (await derive(passphrase, { ...leastKdf, salt })).fill(0);
      passes = passesFor(tickMs() - startedMs);
    }
    return { ...leastKdf, passes, salt };
  };
  return async (id, label, passphrase, key) => {
    const kdf = await newKdf(passphrase);
    const secret = keychain.kind === 'none' ? null : crypto.randomBytes(32).toString('base64');
    const sealed = secret === null ? null : Buffer.from(keychain.seal(secret)).toString('base64');
    const derived = await derive(passphrase, kdf);
    const wrapping = wrappingKeyOf(derived, secret);
    const header = wrapVaultKey(sodium, { v: 1, id, label, kdf, keychain: sealed }, wrapping, key);
    derived.fill(0);
    wrapping.fill(0);
    return header;
  };
}
