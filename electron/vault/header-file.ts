import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { VaultHeader } from './header.ts';
import { sumOf } from './sum.ts';
import { writeAll, writeDurably } from './write-durably.ts';

// The header is the one file without which everything else is lost for good, so it is on the disk twice, in two files.
// The first is the truth; the copy stands in where that is missing or damaged. Whoever erases overwrites both.

/** `sum` tells a damaged header from a wrong passphrase. Not kept by the first versions; nobody is kept out by it. */
const HeaderFile = z.readonly(
  z.object({ ...VaultHeader.unwrap().shape, sum: z.string().length(64).optional() }),
);

/** Beginning of a header that a later version of the app wrote. */
const LaterHeader = z.readonly(
  z.object({ v: z.int().min(2), id: z.uuid(), label: z.string().max(160).catch('') }),
);

/** What is left of a header after the vault was erased; the page still has to delete the database of this id. */
const erasedText = (folder: string): string => JSON.stringify({ erased: path.basename(folder) });

/** A part of the old header may stand behind it, where the power was cut while it was written. */
const erasedBeginning = /^\{"erased":"[0-9a-f-]{36}"\}/;

/**
 * `missing`: neither file is there, but sealed files that nothing else opens are. `absent`: no vault is here. `later`: a
 * later version of the app wrote it, and this one must not change it.
 */
export type HeaderRead =
  | { readonly kind: 'header'; readonly header: VaultHeader }
  | { readonly kind: 'later'; readonly label: string }
  | { readonly kind: 'erased' | 'damaged' | 'missing' | 'absent' };

const headerName = 'vault.json';
const copyName = 'vault.copy.json';
const names = [headerName, copyName] as const;

/** Reads the header of the vault in this folder, whose name is the vault's id. Never throws. */
export function readHeader(folder: string): HeaderRead {
  const reads = names.map((name) => readOne(folder, name));
  const erased = reads.find(({ kind }) => kind === 'erased');
  const later = reads.find(({ kind }) => kind === 'later');
  const whole = reads.find(({ kind }) => kind === 'header');
  const damaged = reads.find(({ kind }) => kind === 'damaged');
  return (
    erased ??
    later ??
    whole ??
    damaged ??
    (holdsSealedFiles(folder) ? { kind: 'missing' } : { kind: 'absent' })
  );
}

/**
 * Writes the header: the copy first, then the truth, each flushed before the next is touched, so that a crash at any
 * moment leaves a whole one that is the old or the new. The old ones' bytes are overwritten as well as a file system lets
 * us, since they still open with the old passphrase. Where the disk refuses, the old header stands and this throws.
 */
export function writeHeader(folder: string, header: VaultHeader): void {
  const before = readOne(folder, headerName);
  replace(path.join(folder, copyName), textOf(header));
  try {
    replace(path.join(folder, headerName), textOf(header));
  } catch (error) {
    if (before.kind === 'header') mendHeader(folder, before.header);
    if (before.kind === 'absent') fs.rmSync(path.join(folder, copyName), { force: true });
    throw error;
  }
}

/** Makes both files say what the one says that has just opened the vault; those that do so already stay as they are. */
export function mendHeader(folder: string, header: VaultHeader): void {
  const text = textOf(header);
  for (const name of names) {
    const file = path.join(folder, name);
    if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) replace(file, text);
  }
}

/**
 * Makes the vault unreadable for good, on the disk when it returns: nothing else knows its key. Takes milliseconds. From
 * the first of the two files on, the vault counts as erased.
 */
export function eraseHeader(folder: string): void {
  const text = erasedText(folder);
  for (const name of names) {
    const file = path.join(folder, name);
    if (fs.existsSync(file)) overwriteFile(file, text);
    else if (name === headerName) writeDurably(file, text);
    const unfinished = `${file}.tmp`;
    if (fs.existsSync(unfinished)) overwriteFile(unfinished, '');
    fs.rmSync(unfinished, { force: true });
  }
}

/** Takes away all but the header of an erased vault, which tells that there is still a database to delete. */
export function removeErasedFiles(folder: string): void {
  for (const name of fs.readdirSync(folder))
    if (name !== headerName) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
}

function readOne(folder: string, name: string): HeaderRead {
  const file = path.join(folder, name);
  if (!fs.existsSync(file)) return { kind: 'absent' };
  try {
    const text = fs.readFileSync(file, 'utf8');
    if (erasedBeginning.test(text)) return { kind: 'erased' };
    const json: unknown = JSON.parse(text);
    const later = LaterHeader.safeParse(json);
    if (later.success && later.data.id === path.basename(folder))
      return { kind: 'later', label: later.data.label };
    const { sum, ...header } = HeaderFile.parse(json);
    // A header of another vault in this place would open this one's files with another key.
    const isOwn = header.id === path.basename(folder);
    const isWhole = sum === undefined || sum === sumOf(header);
    return isOwn && isWhole ? { kind: 'header', header } : { kind: 'damaged' };
  } catch {
    return { kind: 'damaged' };
  }
}

const textOf = (header: VaultHeader): string => JSON.stringify({ ...header, sum: sumOf(header) });

/** A file that an early build left in the clear is JSON; what a vault sealed is not. */
const holdsSealedFiles = (folder: string): boolean =>
  ['device.json', 'enrolment.json', 'home.json'].some((name) => {
    const file = path.join(folder, name);
    return fs.existsSync(file) && !isJson(fs.readFileSync(file, 'utf8'));
  });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function replace(file: string, text: string): void {
  const before = fs.existsSync(file) ? fs.openSync(file, 'r+') : null;
  try {
    writeDurably(file, text);
    if (before !== null) overwrite(before, '');
  } finally {
    if (before !== null) fs.closeSync(before);
  }
}

function overwriteFile(file: string, text: string): void {
  const opened = fs.openSync(file, 'r+');
  try {
    overwrite(opened, text);
  } finally {
    fs.closeSync(opened);
  }
}

/** In the same place on the disk, padded to the length that was there, and flushed. */
function overwrite(opened: number, text: string): void {
  const bytes = Buffer.alloc(Math.max(fs.fstatSync(opened).size, text.length), ' ');
  bytes.write(text);
  writeAll(opened, bytes);
  fs.fsyncSync(opened);
}
