import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import { vaultKeyBytes } from '#domain/vault/sub-keys.ts';
import { type DeriveKey, KdfParameters, kdfPassesFor, minimumKdf } from './derive-key.ts';
import { allocateKeyBytes, decryptSecretBox, encryptSecretBox, type LoadedSodium } from './encryption.ts';
import type { SystemKeychain } from './system-keychain.ts';
import { writeAllSync, writeFileDurably } from './write-file-durably.ts';

interface MakeHeaderDependencies {
  readonly sodium: LoadedSodium;
  readonly keychain: SystemKeychain;
  readonly derive: DeriveKey;
  /** For measuring this machine. */
  readonly tickMs: () => number;
}

/** Make a header under which this passphrase opens this key. */
export type MakeVaultHeader = (
  id: string,
  label: string,
  passphrase: string,
  keyBytes: Uint8Array,
) => Promise<VaultHeader>;

/** Create the maker of vault headers. The cost of the key derivation is measured at the first header. */
export function createHeaderMaker({
  sodium,
  keychain,
  derive,
  tickMs,
}: MakeHeaderDependencies): MakeVaultHeader {
  let passes: number | null = null;
  /** Parameters for this machine, measured once per start. */
  const newKdf = async (passphrase: string): Promise<KdfParameters> => {
    const salt = crypto.randomBytes(32).toString('base64');
    if (passes === null) {
      const startedMs = tickMs();
      (await derive(passphrase, { ...minimumKdf, salt })).fill(0);
      passes = kdfPassesFor(tickMs() - startedMs);
    }
    return { ...minimumKdf, passes, salt };
  };
  return async (id, label, passphrase, key) => {
    const kdfParameters = await newKdf(passphrase);
    const secret = keychain.kind === 'none' ? null : crypto.randomBytes(32).toString('base64');
    const sealed = secret === null ? null : Buffer.from(keychain.seal(secret)).toString('base64');
    const derived = await derive(passphrase, kdfParameters);
    const wrapping = wrappingKeyOf(derived, secret);
    const vaultHeader = wrapVaultKey(
      sodium,
      { v: 1, id, label, kdf: kdfParameters, keychain: sealed },
      wrapping,
      key,
    );
    derived.fill(0);
    wrapping.fill(0);
    return vaultHeader;
  };
}

/**
 * Content of `vault.json`: the vault's label, the parameters of the derivation, and the wrapped vault key. `keychain`:
 * second secret, encrypted by the system's keychain, where one exists. Published: append, never edit.
 */
export const VaultHeader = z.readonly(
  z.object({
    v: z.literal(1),
    id: z.uuid(),
    label: z.string().min(1).max(160),
    kdf: KdfParameters,
    keychain: z.base64().max(4096).nullable(),
    wrapped: z.base64().max(256),
  }),
);
export type VaultHeader = z.infer<typeof VaultHeader>;
type UnwrappedHeader = Omit<VaultHeader, 'wrapped'>;

/** Build the header: the vault key wrapped under passphrase and keychain together. */
function wrapVaultKey(
  sodium: LoadedSodium,
  open: UnwrappedHeader,
  wrappingKey: Uint8Array,
  vaultKey: Uint8Array,
): VaultHeader {
  const wrapped = encryptSecretBox(sodium, wrappingKey, associatedHeaderText(open), vaultKey);
  return { ...open, wrapped: Buffer.from(wrapped).toString('base64') };
}

/** Unwrap the vault key; null for a wrong passphrase or a changed header. */
export function unwrapVaultKey(
  sodium: LoadedSodium,
  vaultHeader: VaultHeader,
  wrappingKey: Uint8Array,
): Uint8Array | null {
  const box = Buffer.from(vaultHeader.wrapped, 'base64');
  const key = decryptSecretBox(sodium, wrappingKey, associatedHeaderText(vaultHeader), box);
  return key?.length === vaultKeyBytes ? key : null;
}

/** Combine the derived key of the passphrase with the keychain's secret, where there is one. */
export function wrappingKeyOf(derived: Uint8Array, secret: string | null): Uint8Array {
  const info = utf8ToBytes(secret === null ? 'fieldbook/1/wrap' : 'fieldbook/1/wrap+keychain');
  const material = allocateKeyBytes(
    derived.length + (secret === null ? 0 : Buffer.byteLength(secret, 'base64')),
  );
  material.set(derived);
  if (secret !== null) Buffer.from(material.buffer).write(secret, derived.length, 'base64');
  const wrapping = hkdf(sha256, material, new Uint8Array(0), info, vaultKeyBytes);
  material.fill(0);
  return wrapping;
}

// In an order that does not depend on the file's layout.
const associatedHeaderText = ({ v, id, label, kdf, keychain }: UnwrappedHeader): string =>
  JSON.stringify([
    'fieldbook vault',
    v,
    id,
    label,
    kdf.name,
    kdf.memoryKiB,
    kdf.passes,
    kdf.lanes,
    kdf.salt,
    keychain,
  ]);

/** Checksum that reveals a damaged file. It does not authenticate: a writer of the file can also write its sum. */
export const checksumOf = (value: JsonValue): string =>
  crypto.createHash('sha256').update(canonicalJson(value)).digest('hex');

// Without the header everything else is lost permanently, so it is on the disk in two files. The first is authoritative;
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
  const erasedHeaderReading = reads.find(({ kind }) => kind === 'erased');
  const later = reads.find(({ kind }) => kind === 'later');
  const whole = reads.find(({ kind }) => kind === 'header');
  const damaged = reads.find(({ kind }) => kind === 'damaged');
  return (
    erasedHeaderReading ??
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
export function writeVaultHeader(folder: string, vaultHeader: VaultHeader): void {
  const previousHeaderReading = readHeaderFile(folder, headerFileName);
  replaceFile(path.join(folder, headerCopyName), headerFileText(vaultHeader));
  try {
    replaceFile(path.join(folder, headerFileName), headerFileText(vaultHeader));
  } catch (error) {
    if (previousHeaderReading.kind === 'header') repairVaultHeader(folder, previousHeaderReading.header);
    if (previousHeaderReading.kind === 'absent')
      fs.rmSync(path.join(folder, headerCopyName), { force: true });
    throw error;
  }
}

/** Write the header that has just opened the vault into both files. Files that match already stay unchanged. */
export function repairVaultHeader(folder: string, vaultHeader: VaultHeader): void {
  const text = headerFileText(vaultHeader);
  for (const name of headerFileNames) {
    const file = path.join(folder, name);
    if (!fs.existsSync(file) || fs.readFileSync(file, 'utf8') !== text) replaceFile(file, text);
  }
}

/**
 * Make the vault unreadable permanently, on the disk when it returns: its key is stored nowhere else. Takes milliseconds.
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

const headerFileText = (vaultHeader: VaultHeader): string =>
  JSON.stringify({ ...vaultHeader, sum: checksumOf(vaultHeader) });

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
