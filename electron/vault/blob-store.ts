import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { deriveSubKey } from '#domain/vault/sub-keys.ts';
import { decryptSecretBox, encryptSecretBox, type LoadedSodium } from './encryption.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** Result of storing a file. */
export type BlobWriteResult =
  | { readonly kind: 'kept'; readonly blob: string }
  | { readonly kind: 'refused'; readonly code: 'full' | 'failed' };

/** Files that are answers, each encrypted alone in the folder of its vault. */
export interface BlobStore {
  /** Store bytes; they are on the disk when this returns. Blobs never change: the same bytes twice are two blobs. */
  write(bytes: Uint8Array): BlobWriteResult;
  /** Read a blob; null when it is not on this laptop or was changed. */
  read(blob: string): Uint8Array<ArrayBuffer> | null;
}

const blobIdBytes = 16;

/**
 * Open the blobs of the vault in this folder. They are encrypted under its `blobs` sub-key
 * (docs/security-requirements.md 2), which is derived for each file and overwritten. A blob is bound to its name, so
 * that none can replace another.
 */
export function openBlobStore(sodium: LoadedSodium, folder: string, vaultKey: Uint8Array): BlobStore {
  const shelf = path.join(folder, 'blobs');
  const fileOf = (blob: string): string => path.join(shelf, `${blob}.blob`);
  const withKey = <Answer>(act: (key: Uint8Array) => Answer): Answer => {
    const key = deriveSubKey(vaultKey, 'blobs');
    try {
      return act(key);
    } finally {
      key.fill(0);
    }
  };
  return {
    write(bytes) {
      const blob = randomBytes(blobIdBytes).toString('hex');
      try {
        fs.mkdirSync(shelf, { recursive: true, mode: 0o700 });
        writeFileDurably(
          fileOf(blob),
          withKey((key) => encryptSecretBox(sodium, key, associatedBlobText(blob), bytes)),
        );
        return { kind: 'kept', blob };
      } catch (error) {
        const unfinished = `${fileOf(blob)}.tmp`;
        if (fs.existsSync(unfinished)) fs.rmSync(unfinished);
        return { kind: 'refused', code: isDiskFullError(error) ? 'full' : 'failed' };
      }
    },
    read(blob) {
      const file = fileOf(blob);
      if (!fs.existsSync(file)) return null;
      return withKey((key) => decryptSecretBox(sodium, key, associatedBlobText(blob), fs.readFileSync(file)));
    },
  };
}

const associatedBlobText = (blob: string): string => `fieldbook/1/blob/${blob}`;

const isDiskFullError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
