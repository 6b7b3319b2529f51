import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Kysely } from 'kysely';
import * as z from 'zod';

// Transactions of a store share its adapter, so a query finds the keys by its store or transaction.
const sealingKeysByAdapter = new WeakMap<object, SealingKeys>();

/** Bind sealing keys to a store and to all of its transactions. */
export function bindSealingKeys<T>(store: Kysely<T>, sealingKeys: SealingKeys): void {
  sealingKeysByAdapter.set(store.getExecutor().adapter, sealingKeys);
}

/** Return the sealing keys of a store or transaction. Throws for a store opened without them, which is a bug. */
export function boundSealingKeysOf<T>(tx: Kysely<T>): SealingKeys {
  const sealingKeys = sealingKeysByAdapter.get(tx.getExecutor().adapter);
  if (sealingKeys === undefined) throw new Error('This store was opened without its sealing keys');
  return sealingKeys;
}

/** One sealing key; encrypted values name it by its id. */
export interface SealingKey {
  /** First half of the key's hash, which identifies it without revealing it. */
  readonly id: string;
  readonly key: KeyObject;
}

/** Keys that encrypt secrets and remarks (docs/requirements.md E4): the last one encrypts, each of them decrypts. */
export interface SealingKeys {
  readonly sealsWith: SealingKey;
  readonly byId: ReadonlyMap<string, SealingKey>;
}

/** Parse the lines of a key file; null when these are no keys. */
export function parseSealingKeys(lines: readonly string[]): SealingKeys | null {
  const keys = SealingKeyLines.safeParse(lines);
  const lastSealingKey = keys.data?.at(-1);
  if (!keys.success || lastSealingKey === undefined) return null;
  return {
    sealsWith: lastSealingKey,
    byId: new Map(keys.data.map((sealingKey) => [sealingKey.id, sealingKey])),
  };
}

/** Create a new key as a line of a key file. */
export const newSealingKeyLine = (): string => randomBytes(sealingKeyBytes).toString('base64url');

/**
 * Read the keys, and create the first in a missing file. They are in a file of their own, so that neither the database
 * nor its backup reveals secrets. Throws when the file has another format.
 */
export function readSealingKeys(file: string): SealingKeys {
  if (!fs.existsSync(file)) createFirstKeyFile(file);
  const sealingKeys = parseSealingKeys(fs.readFileSync(file, 'utf8').split(/\r?\n/).filter(Boolean));
  if (sealingKeys === null)
    throw new Error(`${file} is not a file of sealing keys: one key of 32 bytes in base64url a line`);
  return sealingKeys;
}

/**
 * Add a new key as the last line, which encrypts from then on.
 * @returns all keys of the file
 */
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
 * Create the file, whole and on the disk before anything is encrypted by it. Where another process was first, its key
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

/**
 * Write these lines to a file beside its final name, on the disk when this returns.
 * @returns its path
 */
function writeTemporaryFile(file: string, lines: readonly string[]): string {
  const unfinished = `${file}.${randomBytes(8).toString('hex')}.tmp`;
  fs.writeFileSync(unfinished, `${lines.join('\n')}\n`, { mode: 0o600, flush: true });
  return unfinished;
}

// A new name is durable only after its folder is flushed. Windows has no such call and needs none.
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = fs.openSync(folder, 'r');
  try {
    fs.fsyncSync(opened);
  } finally {
    fs.closeSync(opened);
  }
}
