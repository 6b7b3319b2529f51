import crypto from 'node:crypto';
import type { Identity, Recipient } from 'age-encryption';
import { copyKeyBytes, decryptAead, encryptAead, type LoadedSodium } from './encryption.ts';
import { promisify } from 'node:util';
import type sodiumModule from 'libsodium-wrappers-sumo';
import fs from 'node:fs/promises';
import path from 'node:path';

/** The age library, read when the first such file is made or opened: it is a quarter of the shell, and no start needs it. */
export const loadAgeLibrary = () => import('age-encryption');

interface AgeFileTarget {
  /** Where it is to be; its folder is made when it is not there. */
  readonly file: string;
  readonly recipients: readonly (string | Recipient)[];
  /** Bytes before the age file itself, in the clear. */
  readonly preamble?: Uint8Array;
}

/**
 * Seals what these pieces say to the recipients (age), piece by piece, so that memory stays bounded. The file gets its
 * name only when it is whole and flushed; on any failure, or when `stop` says so, nothing of it is left. Rejects when
 * the disk refuses, and for a recipient that is none.
 */
export async function writeAgeFile(
  { file, recipients, preamble }: AgeFileTarget,
  pieces: AsyncIterable<Uint8Array>,
  stop?: AbortSignal,
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
      stop?.throwIfAborted();
      await written.writeFile(piece);
    }
    stop?.throwIfAborted();
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

/** A stream that asks for the next piece only when it is wanted. */
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

/** The pieces of a stream; it is given up when whoever reads stops early. */
export async function* readStreamChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    await reader.cancel().catch(() => undefined); // it has failed, and whoever reads knows
  }
}

/** The new name itself is durable only when its folder is. Windows has no such call, and does not need it. */
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

const deriveScrypt = promisify<string, Uint8Array, number, crypto.ScryptOptions, Buffer>(crypto.scrypt);

/** As the age tool: a quarter of a gigabyte and about a second. */
const defaultLogN = 18;
/** A file must not make us take more memory than this: one gigabyte. */
const maximumLogN = 20;

/**
 * A passphrase as an age recipient (scrypt, as the age tool has it), beside the main thread: the library's own blocks
 * it for seconds. Such a file has no other recipient.
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

/** Opens what `passphraseRecipient` or the age tool sealed. */
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
    const fileKey = decryptAead(sodium, 'chacha20poly1305_ietf', input); // null for another passphrase
    key.fill(0);
    return fileKey;
  },
});

/** Each key is used once. */
const zeroNonce = new Uint8Array(12);

function derivePassphraseKey(passphrase: string, salt: Buffer, logN: number): Promise<Buffer> {
  const labelled = Buffer.concat([Buffer.from('age-encryption.org/v1/scrypt'), salt]);
  const N = 2 ** logN;
  return deriveScrypt(passphrase.normalize('NFC'), labelled, 32, { N, r: 8, p: 1, maxmem: 256 * N * 8 });
}

// A key in an age file, without a copy of it in the memory that JavaScript gives back only some day: the library makes and
// reads the header, the payload (one piece, as the format has it) passes through libsodium (`aead.ts`).

const ageNonceBytes = 16;
const ageTagBytes = 16;

/** A binary age file of at most 64 KiB to these recipients. Rejects for a recipient that is none. */
export async function encryptSmallFile(
  sodium: LoadedSodium,
  recipients: readonly (string | Recipient)[],
  plain: Uint8Array,
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
    bytes: plain,
    associated: '',
    nonce: singleChunkNonce,
    key,
  });
  key.fill(0);
  fileKeys[0]?.fill(0);
  return Buffer.concat([header, nonce, body]);
}

/** What a small age file holds; null for another identity, and when a single bit is another. */
export async function decryptSmallFile(
  sodium: LoadedSodium,
  identity: Identity,
  file: Uint8Array,
): Promise<Uint8Array | null> {
  const { Decrypter } = await loadAgeLibrary();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const headerEnd = endOfAgeHeader(Buffer.from(file));
  const [nonce, body] = [
    file.subarray(headerEnd, headerEnd + ageNonceBytes),
    file.subarray(headerEnd + ageNonceBytes),
  ];
  try {
    const fileKey = await decrypter.decryptHeader(Uint8Array.from(file.subarray(0, headerEnd)));
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
    return null; // neither library says more than that it does not fit
  }
}

/** The counter is at zero, and this is the last piece. */
const singleChunkNonce = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);

const deriveStreamKey = (fileKey: Uint8Array, nonce: Uint8Array): Uint8Array =>
  new Uint8Array(crypto.hkdfSync('sha256', fileKey, nonce, 'payload', 32));

/** Behind the line that begins with three hyphens; 0 where there is none. */
function endOfAgeHeader(file: Buffer): number {
  const lastLine = file.indexOf('\n--- ', 0, 'latin1');
  return lastLine < 0 ? 0 : file.indexOf('\n', lastLine + 1, 'latin1') + 1;
}
