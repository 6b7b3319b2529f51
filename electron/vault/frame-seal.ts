import { subKey } from '#domain/vault/sub-keys.ts';
import { openBytes, sealBytes, type Sodium } from './secret-box.ts';
import { copyOfKey } from './key-bytes.ts';
import { LockedError, type OpenVault, type VaultHolder } from './vault-holder.ts';

/** Frames of a vault's journal as its page seals them (`frameSeal` in renderer/store/host-journal.ts). */
export interface ShellFrameSeal {
  readonly seal: (text: string) => Uint8Array;
  /** Null for a frame of another vault or one that is damaged. */
  readonly open: (frame: Uint8Array) => Uint8Array | null;
}

type KeyedVault = Pick<OpenVault, 'id' | 'key'>;

/** For what the shell does without the page: orders and backups. The vault's key is asked for at each use. */
export const shellFrameSeal = (sodium: Sodium, vault: KeyedVault): ShellFrameSeal =>
  framesUnder(sodium, vault.id, () => subKey(vault.key, 'journal'));

/**
 * The same as long as this vault is open; from then on it throws: the key is zeros then, with which nothing may be sealed
 * and nothing seems to be there.
 */
export function framesWhileOpen(sodium: Sodium, holder: VaultHolder, vault: KeyedVault): ShellFrameSeal {
  return framesUnder(sodium, vault.id, () => {
    if (holder.current()?.key !== vault.key) throw new LockedError('The vault was locked meanwhile');
    return subKey(vault.key, 'journal');
  });
}

/**
 * The same under a copy of the journal's key that a lock leaves alone, until `forget` makes zeros of it: for sealing what
 * an erase would lose for good. Whoever takes it must forget it.
 */
export function framesUntilForgotten(
  sodium: Sodium,
  vault: KeyedVault,
): ShellFrameSeal & { readonly forget: () => void } {
  const key = subKey(vault.key, 'journal');
  let isForgotten = false;
  const frames = framesUnder(sodium, vault.id, () => {
    if (isForgotten) throw new LockedError('The key of the journal was given back');
    return copyOfKey(key);
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
function framesUnder(sodium: Sodium, id: string, key: () => Uint8Array): ShellFrameSeal {
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
    seal: (text) => withKey((own) => sealBytes(sodium, own, bound, Buffer.from(text, 'utf8'))),
    open: (frame) => withKey((own) => openBytes(sodium, own, bound, frame)),
  };
}
