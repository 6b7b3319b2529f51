import fs from 'node:fs';
import path from 'node:path';
import type * as z from 'zod';
import { decryptSecretBox, encryptSecretBox, type LoadedSodium } from './encryption.ts';
import { writeFileDurably } from './write-file-durably.ts';

/** Files of a vault's folder that only the open vault can read. */
export interface EncryptedFiles {
  /** Null when the file is not there. One that was changed, swapped or is another vault's throws: nothing takes its place. */
  read<T>(file: string, schema: z.ZodType<T>): T | null;
  /** The old file or the new one after a power cut; throws when the disk refuses. */
  write(file: string, value: unknown): void;
}

/** Seals by `key`, 32 bytes that the caller zeroes when the vault is locked; then nothing can be read or written. */
export function openEncryptedFiles(sodium: LoadedSodium, key: Uint8Array): EncryptedFiles {
  // A file cannot be put in another's place: its name is sealed with it.
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
      if (!plain) throw new Error(`${path.basename(file)} is damaged or not of this vault`);
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
