import type { SafeStorage } from 'electron';

/** The system's keychain, as far as a vault needs one: it seals a secret for this account on this machine. */
export interface SystemKeychain {
  readonly kind: 'system' | 'none';
  /** Throws where `kind` is `none`. */
  seal(secret: string): Uint8Array;
  /** Null when it was sealed elsewhere, or the keychain does not let us. */
  open(sealed: Uint8Array): string | null;
}

/** Backends whose key is not a constant. What a later Electron calls otherwise counts as none. */
const realLinuxBackends = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']);

/** Electron's safeStorage. On Linux `basic_text` is encryption by a key that everybody knows: none. */
export function openSystemKeychain(storage: SafeStorage, platform: NodeJS.Platform): SystemKeychain {
  const isReal =
    storage.isEncryptionAvailable() &&
    (platform !== 'linux' || realLinuxBackends.has(storage.getSelectedStorageBackend()));
  if (!isReal) return missingKeychain;
  return {
    kind: 'system',
    seal: (secret) => storage.encryptString(secret),
    open(sealed) {
      try {
        return storage.decryptString(Buffer.from(sealed));
      } catch {
        return null;
      }
    },
  };
}

/** Where the system keeps no secrets. */
export const missingKeychain: SystemKeychain = {
  kind: 'none',
  seal: () => {
    throw new Error('No keychain here');
  },
  open: () => null,
};
