import fs from 'node:fs';
import path from 'node:path';
import type * as z from 'zod';
import { decryptSecretBox, encryptSecretBox, type LoadedSodium } from './encryption.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** Files of a vault's folder that only the open vault can read. */
export interface EncryptedFiles {
  /** Read a file; null when it is missing. Throws for one that was changed, swapped or is another vault's. */
  read<T>(file: string, schema: z.ZodType<T>): T | null;
  /** Write a file; a power cut leaves the old one or the new one. Throws when the disk refuses. */
  write(file: string, value: unknown): void;
}

/** Open the files under `key`, 32 bytes that the caller zeroes at a lock. Nothing can be read or written then. */
export function openEncryptedFiles(sodium: LoadedSodium, key: Uint8Array): EncryptedFiles {
  // The name is authenticated, so that no file can replace another.
  const associated = (file: string): string => `fieldbook/1/file/${path.basename(file)}`;
  const mustBeOpen = (): void => {
    if (key.every((byte) => byte === 0))
      throw Object.assign(new Error('The vault is locked'), { code: 'locked' });
  };
  return {
    read(file, schema) {
      mustBeOpen();
      if (!fs.existsSync(file)) return null;
      const plain = decryptSecretBox(sodium, key, associated(file), fs.readFileSync(file));
      if (!plain) throw new Error(`${path.basename(file)} is damaged, or belongs to another vault`);
      const text = Buffer.from(plain.buffer).toString('utf8');
      plain.fill(0);
      return schema.parse(JSON.parse(text));
    },
    write(file, value) {
      mustBeOpen();
      const plain = Buffer.from(JSON.stringify(value), 'utf8');
      writeFileDurably(file, encryptSecretBox(sodium, key, associated(file), plain));
      plain.fill(0);
    },
  };
}
