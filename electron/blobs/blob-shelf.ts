import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { subKey } from '#domain/vault/sub-keys.ts';
import { openBytes, sealBytes, type Sodium } from '../vault/secret-box.ts';
import { writeDurably } from '../vault/write-durably.ts';

/** How keeping a file ended. */
export type BlobKept =
  | { readonly kind: 'kept'; readonly blob: string }
  | { readonly kind: 'refused'; readonly code: 'full' | 'failed' };

/** Files that are answers, each sealed for itself in the folder of its vault. */
export interface BlobShelf {
  /** On the disk when it returns. Blobs are never changed: the same bytes twice are two. */
  keep(bytes: Uint8Array): BlobKept;
  /** Null when it is not on this laptop, or a bit of it is another. */
  read(blob: string): Uint8Array<ArrayBuffer> | null;
}

const idBytes = 16;

/**
 * The blobs of the vault in this folder, sealed under its `blobs` sub-key (security.md 2), which is made for each file
 * and overwritten. A blob is bound to its own name, so that none can be put in another's place.
 */
export function blobShelf(sodium: Sodium, folder: string, vaultKey: Uint8Array): BlobShelf {
  const shelf = path.join(folder, 'blobs');
  const fileOf = (blob: string): string => path.join(shelf, `${blob}.blob`);
  const withKey = <Answer>(act: (key: Uint8Array) => Answer): Answer => {
    const key = subKey(vaultKey, 'blobs');
    try {
      return act(key);
    } finally {
      key.fill(0);
    }
  };
  return {
    keep(bytes) {
      const blob = randomBytes(idBytes).toString('hex');
      try {
        fs.mkdirSync(shelf, { recursive: true, mode: 0o700 });
        writeDurably(
          fileOf(blob),
          withKey((key) => sealBytes(sodium, key, boundTo(blob), bytes)),
        );
        return { kind: 'kept', blob };
      } catch (error) {
        const unfinished = `${fileOf(blob)}.tmp`;
        if (fs.existsSync(unfinished)) fs.rmSync(unfinished);
        return { kind: 'refused', code: isFull(error) ? 'full' : 'failed' };
      }
    },
    read(blob) {
      const file = fileOf(blob);
      if (!fs.existsSync(file)) return null;
      return withKey((key) => openBytes(sodium, key, boundTo(blob), fs.readFileSync(file)));
    },
  };
}

const boundTo = (blob: string): string => `fieldbook/1/blob/${blob}`;

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
