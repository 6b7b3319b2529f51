import { deriveSubKey } from '#domain/vault/sub-keys.ts';
import { copyKeyBytes, decryptSecretBox, encryptSecretBox, type LoadedSodium } from '../vault/encryption.ts';
import { type UnlockedVault, VaultLockedError, type VaultSession } from '../vault/vault-session.ts';

/**
 * Encryption of the frames of a vault's journal, as in its page (`frameSeal` in
 * renderer/store/journal/journal.ts).
 */
interface FrameCipher {
  readonly encrypt: (text: string) => Uint8Array;
  /** Null for a damaged frame or one of another vault. */
  readonly decrypt: (frameBytes: Uint8Array) => Uint8Array | null;
}

type KeyedVault = Pick<UnlockedVault, 'id' | 'key'>;

/**
 * Create a cipher that throws once this vault is locked. The key is zeros then; encrypting with it would be unsafe, and
 * every frame would look damaged.
 */
export function frameCipherWhileOpen(
  sodium: LoadedSodium,
  vaultSession: VaultSession,
  keyedVault: KeyedVault,
): FrameCipher {
  return createFrameCipher(sodium, keyedVault.id, () => {
    if (vaultSession.current()?.key !== keyedVault.key)
      throw new VaultLockedError('The vault was locked meanwhile');
    return deriveSubKey(keyedVault.key, 'journal');
  });
}

/**
 * Create a cipher with its own copy of the journal's key. The copy survives a lock until `forget` overwrites it with
 * zeros. It serves to encrypt work that an erasure would lose. The caller must call `forget`.
 */
export function frameCipherUntilForgotten(
  sodium: LoadedSodium,
  keyedVault: KeyedVault,
): FrameCipher & { readonly forget: () => void } {
  const key = deriveSubKey(keyedVault.key, 'journal');
  let isForgotten = false;
  const frameCipher = createFrameCipher(sodium, keyedVault.id, () => {
    if (isForgotten) throw new VaultLockedError('The key of the journal was given back');
    return copyKeyBytes(key);
  });
  return {
    ...frameCipher,
    forget() {
      isForgotten = true;
      key.fill(0);
    },
  };
}

/** @param key returns a copy of the key for each use; the copy is overwritten afterwards */
function createFrameCipher(sodium: LoadedSodium, id: string, key: () => Uint8Array): FrameCipher {
  const bound = JSON.stringify(['journal', 1, `fieldbook-${id}`]);
  const withKey = <Answer>(act: (keyBytes: Uint8Array) => Answer): Answer => {
    const own = key();
    try {
      return act(own);
    } finally {
      own.fill(0);
    }
  };
  return {
    encrypt: (text) => withKey((own) => encryptSecretBox(sodium, own, bound, Buffer.from(text, 'utf8'))),
    decrypt: (frame) => withKey((own) => decryptSecretBox(sodium, own, bound, frame)),
  };
}
