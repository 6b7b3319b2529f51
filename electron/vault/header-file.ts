import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { VaultHeader } from './header.ts';
import { writeDurably } from './write-durably.ts';

/** What is left of a header after the vault was erased; the page still has to delete the database of this id. */
const Erased = z.readonly(z.object({ erased: z.uuid() }));

export type HeaderRead =
  | { readonly kind: 'header'; readonly header: VaultHeader }
  | { readonly kind: 'erased' | 'damaged' | 'absent' };

const headerName = 'vault.json';

/** Reads the header of the vault in this folder, whose name is the vault's id. Never throws. */
export function readHeader(folder: string): HeaderRead {
  const file = path.join(folder, headerName);
  if (!fs.existsSync(file)) return { kind: 'absent' };
  try {
    const content: unknown = JSON.parse(fs.readFileSync(file, 'utf8'));
    if (Erased.safeParse(content).success) return { kind: 'erased' };
    const header = VaultHeader.parse(content);
    // A header of another vault in this place would open this one's files with another key.
    return header.id === path.basename(folder) ? { kind: 'header', header } : { kind: 'damaged' };
  } catch {
    return { kind: 'damaged' };
  }
}

/**
 * Writes the header: after a power cut there is the old one or the new one. The old one's bytes are overwritten as well
 * as a file system lets us, since it still opens with the old passphrase.
 */
export function writeHeader(folder: string, header: VaultHeader): void {
  const file = path.join(folder, headerName);
  const before = fs.existsSync(file) ? fs.openSync(file, 'r+') : null;
  try {
    writeDurably(file, JSON.stringify(header));
    if (before !== null) overwrite(before, '');
  } finally {
    if (before !== null) fs.closeSync(before);
  }
}

/** Makes the vault unreadable for good, on the disk when it returns: nothing else knows its key. Takes milliseconds. */
export function eraseHeader(folder: string): void {
  const opened = fs.openSync(path.join(folder, headerName), 'r+');
  try {
    overwrite(opened, JSON.stringify({ erased: path.basename(folder) }));
  } finally {
    fs.closeSync(opened);
  }
  fs.rmSync(path.join(folder, `${headerName}.tmp`), { force: true });
}

/** Takes away all but the header of an erased vault, which tells that there is still a database to delete. */
export function removeErasedFiles(folder: string): void {
  for (const name of fs.readdirSync(folder))
    if (name !== headerName) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}

/** In the same place on the disk, padded to the length that was there, and flushed. */
function overwrite(opened: number, text: string): void {
  const bytes = Buffer.alloc(Math.max(fs.fstatSync(opened).size, text.length), ' ');
  bytes.write(text);
  fs.writeSync(opened, bytes, 0, bytes.length, 0);
  fs.fsyncSync(opened);
}
