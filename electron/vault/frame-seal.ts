import { subKey } from '#domain/vault/sub-keys.ts';
import { openBytes, sealBytes, type Sodium } from './secret-box.ts';

/** Frames of a vault's journal as its page seals them (`frameSeal` in renderer/store/host-journal.ts). */
export interface ShellFrameSeal {
  seal(text: string): Uint8Array;
  /** Null for a frame of another vault or one that is damaged. */
  open(frame: Uint8Array): Uint8Array | null;
}

/** For what the shell does without the page: orders and backups. The vault's key is asked for at each use. */
export function shellFrameSeal(
  sodium: Sodium,
  { id, key }: { readonly id: string; readonly key: Uint8Array },
): ShellFrameSeal {
  const bound = JSON.stringify(['journal', 1, `fieldbook-${id}`]);
  return {
    seal: (text) => sealBytes(sodium, subKey(key, 'journal'), bound, Buffer.from(text, 'utf8')),
    open: (frame) => openBytes(sodium, subKey(key, 'journal'), bound, frame),
  };
}
