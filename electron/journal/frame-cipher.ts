import { deriveSubKey } from '#domain/vault/sub-keys.ts';
import { copyKeyBytes, decryptSecretBox, encryptSecretBox, type LoadedSodium } from '../vault/encryption.ts';
import { VaultLockedError, type UnlockedVault, type VaultSession } from '../vault/vault-session.ts';

/** Frames of a vault's journal as its page seals them (`frameSeal` in renderer/store/journal/host-journal.ts). */
export interface FrameCipher {
  readonly encrypt: (text: string) => Uint8Array;
  /** Null for a frame of another vault or one that is damaged. */
  readonly decrypt: (frame: Uint8Array) => Uint8Array | null;
}

type KeyedVault = Pick<UnlockedVault, 'id' | 'key'>;

/** For what the shell does without the page: orders and backups. The vault's key is asked for at each use. */
export const frameCipherOf = (sodium: LoadedSodium, vault: KeyedVault): FrameCipher =>
  createFrameCipher(sodium, vault.id, () => deriveSubKey(vault.key, 'journal'));

/**
 * The same as long as this vault is open; from then on it throws: the key is zeros then, with which nothing may be sealed
 * and nothing seems to be there.
 */
export function frameCipherWhileOpen(
  sodium: LoadedSodium,
  holder: VaultSession,
  vault: KeyedVault,
): FrameCipher {
  return createFrameCipher(sodium, vault.id, () => {
    if (holder.current()?.key !== vault.key) throw new VaultLockedError('The vault was locked meanwhile');
    return deriveSubKey(vault.key, 'journal');
  });
}

/**
 * The same under a copy of the journal's key that a lock leaves alone, until `forget` makes zeros of it: for sealing what
 * an erase would lose for good. Whoever takes it must forget it.
 */
export function frameCipherUntilForgotten(
  sodium: LoadedSodium,
  vault: KeyedVault,
): FrameCipher & { readonly forget: () => void } {
  const key = deriveSubKey(vault.key, 'journal');
  let isForgotten = false;
  const frames = createFrameCipher(sodium, vault.id, () => {
    if (isForgotten) throw new VaultLockedError('The key of the journal was given back');
    return copyKeyBytes(key);
  });
  return {
    ...frames,
    forget() {
      isForgotten = true;
      key.fill(0);
    },
  };
}

/** @param key gives a copy of the key for each use, which is overwritten after it */
function createFrameCipher(sodium: LoadedSodium, id: string, key: () => Uint8Array): FrameCipher {
  const bound = JSON.stringify(['journal', 1, `fieldbook-${id}`]);
  const withKey = <Answer>(act: (key: Uint8Array) => Answer): Answer => {
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
