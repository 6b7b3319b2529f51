import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Identity, Recipient } from 'age-encryption';
import type sodiumModule from 'libsodium-wrappers-sumo';
import { copyKeyBytes, decryptAead, encryptAead, type LoadedSodium } from './encryption.ts';

/** Load the age library at first use: it is a quarter of the shell, and no start needs it. */
export const loadAgeLibrary = () => import('age-encryption');

interface AgeFileTarget {
  /** Path of the result; its folder is created when missing. */
  readonly file: string;
  readonly recipients: readonly (string | Recipient)[];
  /** Bytes before the age file itself, unencrypted. */
  readonly preamble?: Uint8Array;
}

/**
 * Encrypt these pieces to the recipients (age), one at a time, so that memory stays bounded. The file gets its name
 * only when it is whole and flushed. After a failure or `stop` nothing remains of it. Rejects when the disk refuses,
 * and for an invalid recipient.
 */
export async function writeAgeFile(
  { file, recipients, preamble }: AgeFileTarget,
  pieces: AsyncIterable<Uint8Array>,
  abortSignal?: AbortSignal,
): Promise<void> {
  const { Encrypter } = await loadAgeLibrary();
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  await fs.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = `${file}.part`;
  const written = await fs.open(unfinished, 'w', 0o600);
  try {
    if (preamble) await written.writeFile(preamble);
    const sealed = await encrypter.encrypt(streamFromIterable(pieces));
    for await (const piece of readStreamChunks(sealed)) {
      abortSignal?.throwIfAborted();
      await written.writeFile(piece);
    }
    abortSignal?.throwIfAborted();
    await written.sync();
    await written.close();
    await fs.rename(unfinished, file);
    await flushAgeFolder(path.dirname(file));
  } catch (error) {
    await written.close().catch(() => undefined); // closed already when the rename failed
    await fs.rm(unfinished, { force: true });
    throw error;
  }
}

/** Create a stream that pulls the next piece only on demand. */
export function streamFromIterable(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const next = await iterator.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => void (await iterator.return?.()),
  });
}

/** Yield the pieces of a stream. Cancels the stream when the consumer stops early. */
export async function* readStreamChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => undefined); // it has failed, and the consumer knows
  }
}

/** Flush a folder: a new name is durable only afterwards. Windows has no such call and needs none. */
async function flushAgeFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = await fs.open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}

type SodiumModule = typeof sodiumModule;

/** Derive outside the main thread. */
const deriveScrypt = (
  passphrase: string,
  salt: Uint8Array,
  length: number,
  options: crypto.ScryptOptions,
): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    crypto.scrypt(passphrase, salt, length, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });

/** Work factor of the age tool: 256 MiB and about a second. */
const defaultLogN = 18;
/** Limit of the work factor, so that a file cannot make the app take more than 1 GiB. */
const maximumLogN = 20;

/**
 * Create an age recipient for a passphrase (scrypt, as the age tool). Derives outside the main thread: the library's
 * own function blocks it for seconds. Such a file has no other recipient.
 */
export const passphraseRecipient = (
  sodium: SodiumModule,
  passphrase: string,
  logN = defaultLogN,
): Recipient => ({
  async wrapFileKey(fileKey) {
    const salt = crypto.randomBytes(16);
    const key = await derivePassphraseKey(passphrase, salt, logN);
    const input = { bytes: fileKey, associated: '', nonce: zeroNonce, key };
    const body = encryptAead(sodium, 'chacha20poly1305_ietf', input);
    key.fill(0);
    const { Stanza } = await loadAgeLibrary();
    const saltText = salt.toString('base64').replaceAll('=', '');
    return [new Stanza(['scrypt', saltText, `${logN}`], body)];
  },
});

/** Create the identity for a file to `passphraseRecipient`, or one of the age tool. */
export const passphraseIdentity = (sodium: SodiumModule, passphrase: string): Identity => ({
  async unwrapFileKey(stanzas) {
    const [stanza] = stanzas;
    if (stanzas.length !== 1 || stanza?.args[0] !== 'scrypt') return null;
    const [, saltText = '', work = ''] = stanza.args;
    const salt = Buffer.from(saltText, 'base64');
    const logN = Number(work);
    if (salt.length !== 16 || !/^[1-9][0-9]?$/.test(work) || logN > maximumLogN) return null;
    const key = await derivePassphraseKey(passphrase, salt, logN);
    const input = { bytes: stanza.body, associated: '', nonce: zeroNonce, key };
    const fileKey = decryptAead(sodium, 'chacha20poly1305_ietf', input); // null for a wrong passphrase
    key.fill(0);
    return fileKey;
  },
});

/** Safe: each key is used once. */
const zeroNonce = new Uint8Array(12);

function derivePassphraseKey(passphrase: string, salt: Buffer, logN: number): Promise<Buffer> {
  const labelled = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt]);
  const N = 2 ** logN;
  return deriveScrypt(passphrase.normalize('NFC'), labelled, 32, { N, r: 8, p: 1, maxmem: 256 * N * 8 });
}

// Encrypts a key into an age file without leaving copies of it to the garbage collector. The library handles the
// header. The payload (one piece of the format) passes through libsodium (encryption.ts).

const ageNonceBytes = 16;
const ageTagBytes = 16;

/** Encrypt at most 64 KiB into a binary age file to these recipients. Rejects for an invalid recipient. */
export async function encryptSmallFile(
  sodium: LoadedSodium,
  recipients: readonly (string | Recipient)[],
  plainBytes: Uint8Array,
): Promise<Uint8Array> {
  const { Encrypter } = await loadAgeLibrary();
  const fileKeys: Uint8Array[] = [];
  const encrypter = new Encrypter();
  encrypter.addRecipient({
    wrapFileKey: (key) => {
      fileKeys.push(copyKeyBytes(key));
      return [];
    },
  });
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const empty = await encrypter.encrypt(new Uint8Array(0));
  const header = empty.subarray(0, empty.length - ageNonceBytes - ageTagBytes);
  const nonce = crypto.randomBytes(ageNonceBytes);
  const key = deriveStreamKey(fileKeys[0] ?? new Uint8Array(0), nonce);
  const body = encryptAead(sodium, 'chacha20poly1305_ietf', {
    bytes: plainBytes,
    associated: '',
    nonce: singleChunkNonce,
    key,
  });
  key.fill(0);
  fileKeys[0]?.fill(0);
  return Buffer.concat([header, nonce, body]);
}

/** Decrypt a small age file; null for another identity, and when a single bit was changed. */
export async function decryptSmallFile(
  sodium: LoadedSodium,
  identity: Identity,
  fileBytes: Uint8Array,
): Promise<Uint8Array | null> {
  const { Decrypter } = await loadAgeLibrary();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const headerEnd = endOfAgeHeader(Buffer.from(fileBytes));
  const [nonce, body] = [
    fileBytes.subarray(headerEnd, headerEnd + ageNonceBytes),
    fileBytes.subarray(headerEnd + ageNonceBytes),
  ];
  try {
    const fileKey = await decrypter.decryptHeader(Uint8Array.from(fileBytes.subarray(0, headerEnd)));
    const key = deriveStreamKey(fileKey, nonce);
    fileKey.fill(0);
    const plain = decryptAead(sodium, 'chacha20poly1305_ietf', {
      bytes: body,
      associated: '',
      nonce: singleChunkNonce,
      key,
    });
    key.fill(0);
    return plain;
  } catch {
    return null; // both libraries report only that it does not fit
  }
}

/** Nonce of the last piece with its counter at zero. */
const singleChunkNonce = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);

const deriveStreamKey = (fileKey: Uint8Array, nonce: Uint8Array): Uint8Array =>
  new Uint8Array(crypto.hkdfSync('sha256', fileKey, nonce, 'payload', 32));

/** Return the offset behind the line that begins with three hyphens; 0 without one. */
function endOfAgeHeader(file: Buffer): number {
  const lastLine = file.indexOf('\n--- ', 0, 'latin1');
  return lastLine < 0 ? 0 : file.indexOf('\n', lastLine + 1, 'latin1') + 1;
}
