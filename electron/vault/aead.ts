import type sodiumModule from 'libsodium-wrappers-sumo';
import { roomForKey } from './key-bytes.ts';

/** The ciphers of libsodium that the shell uses: ChaCha20-Poly1305 (RFC 8439), and the same with a nonce of 24 bytes. */
export type AeadCipher = 'chacha20poly1305_ietf' | 'xchacha20poly1305_ietf';

export interface AeadInput {
  readonly bytes: Uint8Array;
  /** Authenticated with the bytes; UTF-8. */
  readonly associated: string;
  /** 12 bytes; 24 bytes for XChaCha20. */
  readonly nonce: Uint8Array;
  /** 32 bytes. */
  readonly key: Uint8Array;
}

/** The bytes encrypted, then a tag of 16 bytes. Throws for a key or a nonce of another length. */
export function aeadSeal(
  sodium: typeof sodiumModule,
  cipher: AeadCipher,
  input: AeadInput,
): Uint8Array<ArrayBuffer> {
  const sealed = runCipher(sodium, cipher, 'encrypt', input, input.bytes.length + tagBytes);
  if (!sealed) throw new Error('libsodium did not seal');
  return sealed;
}

/** What `aeadSeal` sealed; null when a single bit of the input is another. */
export function aeadOpen(
  sodium: typeof sodiumModule,
  cipher: AeadCipher,
  input: AeadInput,
): Uint8Array<ArrayBuffer> | null {
  if (input.bytes.length < tagBytes) return null;
  return runCipher(sodium, cipher, 'decrypt', input, input.bytes.length - tagBytes);
}

/**
 * Runs the cipher within one piece of libsodium's memory, and overwrites it. The library's wrapper gives its pieces back as
 * they are, with the key and the message in them.
 */
function runCipher(
  sodium: typeof sodiumModule,
  cipher: AeadCipher,
  act: 'encrypt' | 'decrypt',
  { bytes, associated, nonce, key }: AeadInput,
  outBytes: number,
): Uint8Array<ArrayBuffer> | null {
  if (key.length !== keyBytes || nonce.length !== nonceBytes[cipher])
    throw new Error('No key or nonce of this cipher');
  // The module beneath the wrapper, which the library's types leave out.
  const { libsodium: module } = sodium as unknown as { readonly libsodium: LibsodiumModule };
  const bound = Buffer.from(associated, 'utf8');
  const size =
    key.length + nonce.length + bound.length + bytes.length + outBytes + stackMessageBytes + tagBytes;
  const keyAt = module._malloc(size);
  if (keyAt === 0) throw new RangeError('libsodium has no memory left');
  const nonceAt = keyAt + key.length;
  const boundAt = nonceAt + nonce.length;
  const bytesAt = boundAt + bound.length;
  const outAt = bytesAt + bytes.length;
  const encrypt = (length: number): number =>
    module[`_crypto_aead_${cipher}_encrypt`](
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
    module[`_crypto_aead_${cipher}_decrypt`](
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
    // Read anew after the allocation, which may have moved the memory.
    const memory = module.HEAPU8;
    memory.set(key, keyAt);
    memory.set(nonce, nonceAt);
    memory.set(bound, boundAt);
    memory.set(bytes, bytesAt);
    if ((act === 'encrypt' ? encrypt : decrypt)(bytes.length) !== 0) return null;
    const out = roomForKey(outBytes);
    out.set(memory.subarray(outAt, outAt + outBytes));
    return out;
  } finally {
    module.HEAPU8.fill(0, keyAt, keyAt + size);
    // The cipher leaves the last bytes of a message on its stack: a message of zeros takes their place.
    encrypt(stackMessageBytes);
    module.HEAPU8.fill(0, keyAt, keyAt + size);
    module._free(keyAt);
  }
}

type LibsodiumModule = {
  readonly _malloc: (bytes: number) => number;
  readonly _free: (place: number) => void;
  readonly HEAPU8: Uint8Array;
} & {
  readonly [Call in `_crypto_aead_${AeadCipher}_${'encrypt' | 'decrypt'}`]: (
    ...args: readonly number[]
  ) => number;
};

const keyBytes = 32;
const tagBytes = 16;
const nonceBytes = { chacha20poly1305_ietf: 12, xchacha20poly1305_ietf: 24 } as const;
/** The longest message of which the cipher makes no whole block of 64 bytes. */
const stackMessageBytes = 63;
