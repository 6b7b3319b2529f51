import type { SafeStorage } from 'electron';

/** The system's keychain, as a port: it encrypts a secret for this account on this machine. */
export interface SystemKeychain {
  readonly kind: 'system' | 'none';
  /** Throws where `kind` is `none`. */
  seal(secret: string): Uint8Array;
  /** Null when it was encrypted elsewhere, or the keychain denies access. */
  open(sealed: Uint8Array): string | null;
}

/** Backends without a constant key. Unknown names of later Electron versions count as none. */
const realLinuxBackends = new Set(['gnome_libsecret', 'kwallet', 'kwallet5', 'kwallet6']);

/** Open Electron's safeStorage. On Linux `basic_text` encrypts by a public constant and counts as none. */
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

/** Keychain of a system that keeps no secrets. */
export const missingKeychain: SystemKeychain = {
  kind: 'none',
  seal: () => {
    throw new Error('No keychain here');
  },
  open: () => null,
};
