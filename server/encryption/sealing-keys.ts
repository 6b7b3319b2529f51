import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Kysely } from 'kysely';

// Transactions of a store share its adapter, so a query finds the keys by the store or transaction that it was given.
const sealingKeysByAdapter = new WeakMap<object, SealingKeys>();

/** Binds sealing keys to a store and to all of its transactions. */
export function bindSealingKeys<T>(store: Kysely<T>, keys: SealingKeys): void {
  sealingKeysByAdapter.set(store.getExecutor().adapter, keys);
}

/** The sealing keys of a store or transaction. Throws for a store that was opened without them, which is a bug. */
export function boundSealingKeysOf<T>(tx: Kysely<T>): SealingKeys {
  const keys = sealingKeysByAdapter.get(tx.getExecutor().adapter);
  if (keys === undefined) throw new Error('This store was opened without its sealing keys');
  return keys;
}

/** One key of the container; what is sealed says by which. */
export interface SealingKey {
  /** The first half of a hash of it: says which it is, and nothing of it. */
  readonly id: string;
  readonly key: KeyObject;
}

/** The keys of what is kept sealed beside the log (domain.md E, rule 4): the last one seals, each of them opens. */
export interface SealingKeys {
  readonly sealsWith: SealingKey;
  readonly byId: ReadonlyMap<string, SealingKey>;
}

/** The keys in lines of a key file; null when these are none. */
export function parseSealingKeys(lines: readonly string[]): SealingKeys | null {
  const keys = SealingKeyLines.safeParse(lines);
  const last = keys.data?.at(-1);
  if (!keys.success || last === undefined) return null;
  return { sealsWith: last, byId: new Map(keys.data.map((one) => [one.id, one])) };
}

/** A new key as a line of a key file. */
export const newSealingKeyLine = (): string => randomBytes(sealingKeyBytes).toString('base64url');

/**
 * Reads the keys, and makes the first where the file is not there yet. They are in a file of their own and not in the
 * store, so that neither the database nor a backup of it opens what is sealed in it. Throws when the file is no such file.
 */
export function readSealingKeys(file: string): SealingKeys {
  if (!fs.existsSync(file)) createFirstKeyFile(file);
  const keys = parseSealingKeys(fs.readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean));
  if (keys === null)
    throw new Error(`${file} is not a file of sealing keys: one key of 32 bytes in base64url a line`);
  return keys;
}

/** Adds a new key as the last line, which seals from then on. Returns all keys of the file. */
export function addSealingKey(file: string): SealingKeys {
  const lines = fs.readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean);
  const unfinished = writeTemporaryFile(file, [...lines, newSealingKeyLine()]);
  fs.renameSync(unfinished, file);
  flushFolder(path.dirname(file));
  return readSealingKeys(file);
}

const sealingKeyBytes = 32;

const SealingKeyLines = z.array(
  z
    .string()
    .regex(/^[\w-]{43}$/)
    .transform((line) => sealingKeyOf(Buffer.from(line, 'base64url'))),
);

function sealingKeyOf(bytes: Buffer): SealingKey {
  const id = createHash('sha256').update('fieldbook sealing key\n').update(bytes).digest('hex').slice(0, 32);
  return { id, key: createSecretKey(bytes) };
}

/**
 * Whole and on the disk before anything is sealed by it, whatever fails meanwhile. Where another process was quicker, its key
 * counts.
 */
function createFirstKeyFile(file: string): void {
  const unfinished = writeTemporaryFile(file, [newSealingKeyLine()]);
  try {
    fs.linkSync(unfinished, file);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EEXIST') throw error;
  } finally {
    fs.rmSync(unfinished);
  }
  flushFolder(path.dirname(file));
}

/** A file of these lines beside its final name, on the disk when this returns. Returns its path. */
function writeTemporaryFile(file: string, lines: readonly string[]): string {
  const unfinished = `${file}.${randomBytes(8).toString('hex')}.tmp`;
  fs.writeFileSync(unfinished, `${lines.join('\n')}\n`, { mode: 0o600, flush: true });
  return unfinished;
}

// The new name itself is durable only when its folder is. Windows has no such call, and does not need it.
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(opened);
  } finally {
    fs.closeSync(opened);
  }
}
