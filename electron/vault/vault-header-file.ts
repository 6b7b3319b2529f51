import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { VaultHeader } from './vault-header.ts';
import { writeAllSync, writeFileDurably } from './write-file-durably.ts';
import crypto from 'node:crypto';
import { canonicalJson, type JsonValue } from '#base/json.ts';

/** Tells a damaged file from a whole one. Whoever can write the file can also write its sum: it proves nothing else. */
export const checksumOf = (value: JsonValue): string =>
  crypto.createHash('sha256').update(canonicalJson(value)).digest('hex');

// The header is the one file without which everything else is lost for good, so it is on the disk twice, in two files.
// The first is the truth; the copy stands in where that is missing or damaged. Whoever erases overwrites both.

/** `sum` tells a damaged header from a wrong passphrase. Not kept by the first versions; nobody is kept out by it. */
const HeaderFile = z.readonly(
  z.object({ ...VaultHeader.unwrap().shape, sum: z.string().length(64).optional() }),
);

/** Beginning of a header that a later version of the app wrote. */
const LaterVersionHeader = z.readonly(
  z.object({ v: z.int().min(2), id: z.uuid(), label: z.string().max(160).catch('') }),
);

/** What is left of a header after the vault was erased; the page still has to delete the database of this id. */
const erasedHeaderText = (folder: string): string => JSON.stringify({ erased: path.basename(folder) });

/** A part of the old header may stand behind it, where the power was cut while it was written. */
const erasedHeaderStart = /^\{"erased":"[0-9a-f-]{36}"\}/;

/**
 * `missing`: neither file is there, but sealed files that nothing else opens are. `absent`: no vault is here. `later`: a
 * later version of the app wrote it, and this one must not change it.
 */
export type HeaderReading =
  | { readonly kind: 'header'; readonly header: VaultHeader }
  | { readonly kind: 'later'; readonly label: string }
  | { readonly kind: 'erased' | 'damaged' | 'missing' | 'absent' };

const headerFileName = 'vault.json';
const headerCopyName = 'vault.copy.json';
const headerFileNames = [headerFileName, headerCopyName] as const;

/** Reads the header of the vault in this folder, whose name is the vault's id. Never throws. */
export function readVaultHeader(folder: string): HeaderReading {
  const reads = headerFileNames.map((name) => readHeaderFile(folder, name));
  const erased = reads.find(({ kind }) => kind === 'erased');
  const later = reads.find(({ kind }) => kind === 'later');
  const whole = reads.find(({ kind }) => kind === 'header');
  const damaged = reads.find(({ kind }) => kind === 'damaged');
  return (
    erased ??
    later ??
    whole ??
    damaged ??
    (holdsEncryptedFiles(folder) ? { kind: 'missing' } : { kind: 'absent' })
  );
}

/**
 * Writes the header: the copy first, then the truth, each flushed before the next is touched, so that a crash at any
 * moment leaves a whole one that is the old or the new. The old ones' bytes are overwritten as well as a file system lets
 * us, since they still open with the old passphrase. Where the disk refuses, the old header stands and this throws.
 */
export function writeVaultHeader(folder: string, header: VaultHeader): void {
  const before = readHeaderFile(folder, headerFileName);
  replaceFile(path.join(folder, headerCopyName), headerFileText(header));
  try {
    replaceFile(path.join(folder, headerFileName), headerFileText(header));
  } catch (error) {
    if (before.kind === 'header') repairVaultHeader(folder, before.header);
    if (before.kind === 'absent') fs.rmSync(path.join(folder, headerCopyName), { force: true });
    throw error;
  }
}

/** Makes both files say what the one says that has just opened the vault; those that do so already stay as they are. */
export function repairVaultHeader(folder: string, header: VaultHeader): void {
  const text = headerFileText(header);
  for (const name of headerFileNames) {
    const file = path.join(folder, name);
    if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) replaceFile(file, text);
  }
}

/**
 * Makes the vault unreadable for good, on the disk when it returns: nothing else knows its key. Takes milliseconds. From
 * the first of the two files on, the vault counts as erased.
 */
export function eraseVaultHeader(folder: string): void {
  const text = erasedHeaderText(folder);
  for (const name of headerFileNames) {
    const file = path.join(folder, name);
    if (fs.existsSync(file)) overwriteFileAt(file, text);
    else if (name === headerFileName) writeFileDurably(file, text);
    const unfinished = `${file}.tmp`;
    if (fs.existsSync(unfinished)) overwriteFileAt(unfinished, '');
    fs.rmSync(unfinished, { force: true });
  }
}

/** Takes away all but the header of an erased vault, which tells that there is still a database to delete. */
export function removeErasedFiles(folder: string): void {
  for (const name of fs.readdirSync(folder))
    if (name !== headerFileName) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}

function readHeaderFile(folder: string, name: string): HeaderReading {
  const file = path.join(folder, name);
  if (!fs.existsSync(file)) return { kind: 'absent' };
  try {
    const text = fs.readFileSync(file, 'utf8');
    if (erasedHeaderStart.test(text)) return { kind: 'erased' };
    const json: unknown = JSON.parse(text);
    const later = LaterVersionHeader.safeParse(json);
    if (later.success && later.data.id === path.basename(folder))
      return { kind: 'later', label: later.data.label };
    const { sum, ...header } = HeaderFile.parse(json);
    // A header of another vault in this place would open this one's files with another key.
    const isOwn = header.id === path.basename(folder);
    const isWhole = sum === undefined || sum === checksumOf(header);
    return isOwn && isWhole ? { kind: 'header', header } : { kind: 'damaged' };
  } catch {
    return { kind: 'damaged' };
  }
}

const headerFileText = (header: VaultHeader): string =>
  JSON.stringify({ ...header, sum: checksumOf(header) });

/** A file that an early build left in the clear is JSON; what a vault sealed is not. */
const holdsEncryptedFiles = (folder: string): boolean =>
  ['device.json', 'enrolment.json', 'home.json'].some((name) => {
    const file = path.join(folder, name);
    return fs.existsSync(file) && !isJsonText(fs.readFileSync(file, 'utf8'));
  });

function isJsonText(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function replaceFile(file: string, text: string): void {
  const before = fs.existsSync(file) ? fs.openSync(file, 'r+') : null;
  try {
    writeFileDurably(file, text);
    if (before !== null) overwriteOpenFile(before, '');
  } finally {
    if (before !== null) fs.closeSync(before);
  }
}

function overwriteFileAt(file: string, text: string): void {
  const opened = fs.openSync(file, 'r+');
  try {
    overwriteOpenFile(opened, text);
  } finally {
    fs.closeSync(opened);
  }
}

/** In the same place on the disk, padded to the length that was there, and flushed. */
function overwriteOpenFile(opened: number, text: string): void {
  const bytes = Buffer.alloc(Math.max(fs.fstatSync(opened).size, text.length), ' ');
  bytes.write(text);
  writeAllSync(opened, bytes);
  fs.fsyncSync(opened);
}
