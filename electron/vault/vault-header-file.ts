import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { VaultHeader } from './vault-header.ts';
import { writeAllSync, writeFileDurably } from './write-file-durably.ts';
import crypto from 'node:crypto';
import { canonicalJson, type JsonValue } from '#base/json.ts';

/** Checksum that reveals a damaged file. It does not authenticate: a writer of the file can also write its sum. */
export const checksumOf = (value: JsonValue): string =>
  crypto.createHash('sha256').update(canonicalJson(value)).digest('hex');

// Without the header everything else is lost for good, so it is on the disk in two files. The first is authoritative;
// the copy replaces a missing or damaged one. Erasure overwrites both.

/**
 * Header with `sum`, which distinguishes damage from a wrong passphrase. The first versions had no sum and still open.
 */
const HeaderFile = z.readonly(
  z.object({ ...VaultHeader.unwrap().shape, sum: z.string().length(64).optional() }),
);

/** Beginning of a header that a later version of the app wrote. */
const LaterVersionHeader = z.readonly(
  z.object({ v: z.int().min(2), id: z.uuid(), label: z.string().max(160).catch('') }),
);

/** Text of an erased header; the page still has to delete the database of this id. */
const erasedHeaderText = (folder: string): string => JSON.stringify({ erased: path.basename(folder) });

/** A part of the old header may follow it after a power cut. */
const erasedHeaderStart = /^\{"erased":"[0-9a-f-]{36}"\}/;

/**
 * Result of reading. `missing`: neither file exists, but encrypted files that nothing else opens do. `absent`: no vault
 * is here. `later`: written by a later version of the app, and must not be changed.
 */
export type HeaderReading =
  | { readonly kind: 'header'; readonly header: VaultHeader }
  | { readonly kind: 'later'; readonly label: string }
  | { readonly kind: 'erased' | 'damaged' | 'missing' | 'absent' };

const headerFileName = 'vault.json';
const headerCopyName = 'vault.copy.json';
const headerFileNames = [headerFileName, headerCopyName] as const;

/** Read the header of the vault in this folder; the folder's name is the vault's id. Never throws. */
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
 * Write the header: the copy first, then the first file, each flushed before the next. A crash leaves a whole header,
 * old or new. Old bytes are overwritten as far as the file system allows, since they still open with the old
 * passphrase. Throws when the disk refuses; the old header remains.
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

/** Write the header that has just opened the vault into both files. Files that match already stay unchanged. */
export function repairVaultHeader(folder: string, header: VaultHeader): void {
  const text = headerFileText(header);
  for (const name of headerFileNames) {
    const file = path.join(folder, name);
    if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) replaceFile(file, text);
  }
}

/**
 * Make the vault unreadable for good, on the disk when it returns: its key is stored nowhere else. Takes milliseconds.
 * The vault counts as erased once the first file is overwritten.
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

/** Delete everything except the header of an erased vault, which tells that a database is still to delete. */
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
    // A header of another vault would open this one's files with a wrong key.
    const isOwn = header.id === path.basename(folder);
    const isWhole = sum === undefined || sum === checksumOf(header);
    return isOwn && isWhole ? { kind: 'header', header } : { kind: 'damaged' };
  } catch {
    return { kind: 'damaged' };
  }
}

const headerFileText = (header: VaultHeader): string =>
  JSON.stringify({ ...header, sum: checksumOf(header) });

/** Return whether encrypted files exist. A file that an early build left unencrypted is JSON. */
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

/** Overwrite in place, padded to the former length, and flush. */
function overwriteOpenFile(opened: number, text: string): void {
  const bytes = Buffer.alloc(Math.max(fs.fstatSync(opened).size, text.length), ' ');
  bytes.write(text);
  writeAllSync(opened, bytes);
  fs.fsyncSync(opened);
}
