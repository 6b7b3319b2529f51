import { randomBytes, randomFillSync } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import sodiumModule from 'libsodium-wrappers-sumo';
import type * as z from 'zod';
import { writeFileDurably } from './write-file-durably.ts';

/**
 * Allocate zeros for a key outside of the JavaScript heap. V8 keeps arrays of up to 64 bytes on its heap, unless they
 * are made over an own buffer. Garbage collection then leaves copies behind that nobody can overwrite.
 * @param length in bytes
 */
export const allocateKeyBytes = (length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new ArrayBuffer(length));

/** Copy a key into its own memory; the caller overwrites both. */
export function copyKeyBytes(keyBytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = allocateKeyBytes(keyBytes.length);
  copy.set(keyBytes);
  return copy;
}

/**
 * Create a random key.
 * @param length in bytes
 */
export const createRandomKey = (length: number): Uint8Array<ArrayBuffer> =>
  randomFillSync(allocateKeyBytes(length));

/** Ciphers of libsodium that the shell uses: ChaCha20-Poly1305 (RFC 8439), and its variant with a nonce of 24 bytes. */
type AeadCipher = 'chacha20poly1305_ietf' | 'xchacha20poly1305_ietf';

interface AeadInput {
  readonly bytes: Uint8Array;
  /** Associated data, authenticated with the bytes; UTF-8. */
  readonly associated: string;
  /** 12 bytes; 24 bytes for XChaCha20. */
  readonly nonce: Uint8Array;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** Encrypt bytes and append a tag of 16 bytes. Throws for a key or nonce of wrong length. */
export function encryptAead(
  sodium: typeof sodiumModule,
  aeadCipher: AeadCipher,
  aeadInput: AeadInput,
): Uint8Array<ArrayBuffer> {
  const sealed = runAeadCipher(
    sodium,
    aeadCipher,
    'encrypt',
    aeadInput,
    aeadInput.bytes.length + aeadTagBytes,
  );
  if (!sealed) throw new Error('libsodium could not encrypt');
  return sealed;
}

/** Decrypt the result of `encryptAead`; null when a single bit was changed. */
export function decryptAead(
  sodium: typeof sodiumModule,
  aeadCipher: AeadCipher,
  aeadInput: AeadInput,
): Uint8Array<ArrayBuffer> | null {
  if (aeadInput.bytes.length < aeadTagBytes) return null;
  return runAeadCipher(sodium, aeadCipher, 'decrypt', aeadInput, aeadInput.bytes.length - aeadTagBytes);
}

/**
 * Run the cipher in libsodium's memory, and overwrite it. The library's wrapper frees its memory with key and message
 * in it.
 */
function runAeadCipher(
  sodium: typeof sodiumModule,
  aeadCipher: AeadCipher,
  act: 'encrypt' | 'decrypt',
  { bytes, associated, nonce, key }: AeadInput,
  outBytes: number,
): Uint8Array<ArrayBuffer> | null {
  if (key.length !== aeadKeyBytes || nonce.length !== nonceBytesByCipher[aeadCipher])
    throw new Error('No key or nonce of this cipher');
  // Module beneath the wrapper, which the library's types leave out.
  const { libsodium: libsodiumModule } = sodium as unknown as { readonly libsodium: LibsodiumModule };
  const bound = Buffer.from(associated, 'utf8');
  const size =
    key.length +
    nonce.length +
    bound.length +
    bytes.length +
    outBytes +
    maximumStackMessageBytes +
    aeadTagBytes;
  const keyAt = libsodiumModule._malloc(size);
  if (keyAt === 0) throw new RangeError('libsodium has no memory left');
  const nonceAt = keyAt + key.length;
  const boundAt = nonceAt + nonce.length;
  const bytesAt = boundAt + bound.length;
  const outAt = bytesAt + bytes.length;
  const encrypt = (length: number): number =>
    libsodiumModule[`_crypto_aead_${aeadCipher}_encrypt`](
      outAt,
      0,
      bytesAt,
      length,
      0,
      boundAt,
      bound.length,
      0,
      0,
      nonceAt,
      keyAt,
    );
  const decrypt = (length: number): number =>
    libsodiumModule[`_crypto_aead_${aeadCipher}_decrypt`](
      outAt,
      0,
      0,
      bytesAt,
      length,
      0,
      boundAt,
      bound.length,
      0,
      nonceAt,
      keyAt,
    );
  try {
    // Read after the allocation, which may have moved the memory.
    const memory = libsodiumModule.HEAPU8;
    memory.set(key, keyAt);
    memory.set(nonce, nonceAt);
    memory.set(bound, boundAt);
    memory.set(bytes, bytesAt);
    if ((act === 'encrypt' ? encrypt : decrypt)(bytes.length) !== 0) return null;
    const out = allocateKeyBytes(outBytes);
    out.set(memory.subarray(outAt, outAt + outBytes));
    return out;
  } finally {
    libsodiumModule.HEAPU8.fill(0, keyAt, keyAt + size);
    // The cipher leaves the last bytes of a message on its stack: a message of zeros overwrites them.
    encrypt(maximumStackMessageBytes);
    libsodiumModule.HEAPU8.fill(0, keyAt, keyAt + size);
    libsodiumModule._free(keyAt);
  }
}

type LibsodiumModule = {
  readonly _malloc: (bytes: number) => number;
  readonly _free: (pointer: number) => void;
  readonly HEAPU8: Uint8Array;
} & {
  readonly [Call in `_crypto_aead_${AeadCipher}_${'encrypt' | 'decrypt'}`]: (
    ...args: readonly number[]
  ) => number;
};

const aeadKeyBytes = 32;
const aeadTagBytes = 16;
const nonceBytesByCipher = { chacha20poly1305_ietf: 12, xchacha20poly1305_ietf: 24 } as const;
/** Longest message without a whole block of 64 bytes. */
const maximumStackMessageBytes = 63;

/** Loaded libsodium. */
export type LoadedSodium = typeof sodiumModule;

/** Load libsodium's WebAssembly; once per process, later calls return at once. */
export async function loadSodium(): Promise<LoadedSodium> {
  await sodiumModule.ready;
  return sodiumModule;
}

/** Encrypt with XChaCha20-Poly1305 under a key of 32 bytes. Result: random nonce of 24 bytes, then the ciphertext. */
export function encryptSecretBox(
  sodium: LoadedSodium,
  key: Uint8Array,
  associated: string,
  plainBytes: Uint8Array,
): Uint8Array {
  const nonce = randomBytes(secretBoxNonceBytes);
  const sealed = encryptAead(sodium, secretBoxCipher, { bytes: plainBytes, associated, nonce, key });
  return Buffer.concat([nonce, sealed]);
}

/** Decrypt the result of `encryptSecretBox`; null when the key, the associated text or a single bit differs. */
export function decryptSecretBox(
  sodium: LoadedSodium,
  key: Uint8Array,
  associated: string,
  box: Uint8Array,
): Uint8Array<ArrayBuffer> | null {
  if (box.length <= secretBoxNonceBytes) return null;
  const [nonce, bytes] = [box.subarray(0, secretBoxNonceBytes), box.subarray(secretBoxNonceBytes)];
  return decryptAead(sodium, secretBoxCipher, { bytes, associated, nonce, key });
}

const secretBoxCipher = 'xchacha20poly1305_ietf';
const secretBoxNonceBytes = 24;

/** Files of a vault's folder that only the open vault can read. */
export interface EncryptedFiles {
  /** Read a file; null when it is missing. Throws for one that was changed, swapped or is another vault's. */
  read<T>(file: string, schema: z.ZodType<T>): T | null;
  /** Write a file; a power cut leaves the old one or the new one. Throws when the disk refuses. */
  write(file: string, value: unknown): void;
}

/** Open the files under `key`, 32 bytes that the caller zeroes at a lock. Nothing can be read or written then. */
export function openEncryptedFiles(sodium: LoadedSodium, keyBytes: Uint8Array): EncryptedFiles {
  // The name is authenticated, so that no file can replace another.
  const associated = (file: string): string => `fieldbook/1/file/${path.basename(file)}`;
  const mustBeOpen = (): void => {
    if (keyBytes.every((byte) => byte === 0))
      throw Object.assign(new Error('The vault is locked'), { code: 'locked' });
  };
  return {
    read(file, schema) {
      mustBeOpen();
      if (!fs.existsSync(file)) return null;
      const plain = decryptSecretBox(sodium, keyBytes, associated(file), fs.readFileSync(file));
      if (!plain) throw new Error(`${path.basename(file)} is damaged, or belongs to another vault`);
      const text = Buffer.from(plain.buffer).toString('utf8');
      plain.fill(0);
      return schema.parse(JSON.parse(text));
    },
    write(file, value) {
      mustBeOpen();
      const plain = Buffer.from(JSON.stringify(value), 'utf8');
      writeFileDurably(file, encryptSecretBox(sodium, keyBytes, associated(file), plain));
      plain.fill(0);
    },
  };
}
