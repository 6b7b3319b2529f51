import crypto from 'node:crypto';
import type { SystemKeychain } from '#electron/vault/system-keychain.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';
import { type Laptop, type LaptopStart, startVaultsIn } from './vaults-in-profile.ts';

/** A keychain that keeps its secrets in memory: another one cannot open them. */
export function someKeychain(): SystemKeychain {
  const secrets = new Map<string, string>();
  return {
    kind: 'system',
    seal(secret) {
      const name = crypto.randomUUID();
      secrets.set(name, secret);
      return Buffer.from(name);
    },
    open: (sealed) => secrets.get(Buffer.from(sealed).toString()) ?? null,
  };
}

/** One start of the shell's vaults, on the profile folder of an earlier start or a new one. */
export const startVaults = ({
  userData = temporaryFolder('doors'),
  ...start
}: LaptopStart & { readonly userData?: string } = {}): Laptop => startVaultsIn(userData, start);
