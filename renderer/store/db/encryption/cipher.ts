import sodium from 'libsodium-wrappers-sumo';

/** Encryption of texts and bytes with one key. Synchronous: inside an IndexedDB transaction nothing may be awaited. */
export interface Cipher {
  /** Content as nonce and ciphertext, in new memory. It opens only with the same `bound` text as associated data. */
  seal(content: string | Uint8Array, bound: string): Uint8Array<ArrayBuffer>;
  /** Plaintext; null for another key, another `bound` text, or a changed byte. */
  open(sealed: Uint8Array, bound: string): string | null;
  /** Plaintext as bytes, a text as UTF-8. The bytes are in the cipher's memory: read them before its next call. */
  openBytes(sealed: Uint8Array, bound: string): Uint8Array | null;
}

const cipherKeyBytes = 32;
const nonceBytes = 24;
const tagBytes = 16;
/** Bytes that encryption adds to a text. */
const cipherOverheadBytes = nonceBytes + tagBytes;

/**
 * XChaCha20-Poly1305 (libsodium, wasm) with random nonces, long enough never to repeat. Overwrites the given key bytes;
 * the only copy is in the wasm module's memory and ends with the worker. Calls the wasm functions directly, in one
 * buffer. The library's wrapper copies each text four times, which costs more than the cipher.
 */
export async function createCipher(keyBytes: Uint8Array): Promise<Cipher> {
  if (keyBytes.length !== cipherKeyBytes) throw new Error(`A key has ${cipherKeyBytes} bytes`);
  await sodium.ready;
  const { libsodium: sodiumWasm } = sodium as unknown as { readonly libsodium: SodiumWasm }; // public, but not in its types
  const keyAt = sodiumWasm._malloc(cipherKeyBytes);
  sodiumWasm.HEAPU8.set(keyBytes, keyAt);
  keyBytes.fill(0);
  const bound = new WasmBuffer(sodiumWasm, 512);
  const work = new WasmBuffer(sodiumWasm, 64 * 1024);
  const nonces = new NoncePool();

  const openBytes: Cipher['openBytes'] = (sealed, words) => {
    const length = sealed.length - cipherOverheadBytes;
    if (length < 0) return null;
    const boundBytes = bound.write(words, 0, 0);
    work.make(sealed.length);
    const from = work.at;
    sodiumWasm.HEAPU8.set(sealed, from);
    const plain = from + nonceBytes;
    const failed = sodiumWasm._crypto_aead_xchacha20poly1305_ietf_decrypt(
      plain,
      0,
      0,
      plain,
      length + tagBytes,
      0,
      bound.at,
      boundBytes,
      0,
      from,
      keyAt,
    );
    return failed === 0 ? sodiumWasm.HEAPU8.subarray(plain, plain + length) : null;
  };

  return {
    seal(content, words) {
      const boundBytes = bound.write(words, 0, 0);
      const length = work.write(content, nonceBytes, tagBytes);
      const from = work.at;
      sodiumWasm.HEAPU8.set(nonces.next(), from);
      const plain = from + nonceBytes;
      const failed = sodiumWasm._crypto_aead_xchacha20poly1305_ietf_encrypt(
        plain,
        0,
        plain,
        length,
        0,
        bound.at,
        boundBytes,
        0,
        0,
        from,
        keyAt,
      );
      if (failed !== 0) throw new Error('libsodium could not encrypt');
      return sodiumWasm.HEAPU8.slice(from, plain + length + tagBytes);
    },
    open(sealed, words) {
      const plain = openBytes(sealed, words);
      return plain === null ? null : textDecoder.decode(plain);
    },
    openBytes,
  };
}

const textEncoder = new TextEncoder();
const textDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Wasm module inside libsodium. Lengths are 64 bits in two numbers, low and high; functions return 0 for success. */
interface SodiumWasm {
  /** Another array after the memory has grown. */
  readonly HEAPU8: Uint8Array<ArrayBuffer>;
  _malloc(bytes: number): number;
  _free(at: number): void;
  /** (out, out length, text, length, 0, bound, length, 0, no secret nonce, nonce, key) */
  _crypto_aead_xchacha20poly1305_ietf_encrypt(...parts: readonly number[]): number;
  /** (out, out length, no secret nonce, sealed, length, 0, bound, length, 0, nonce, key) */
  _crypto_aead_xchacha20poly1305_ietf_decrypt(...parts: readonly number[]): number;
}

/** Buffer in the wasm module's memory that grows on demand. */
class WasmBuffer {
  readonly #wasm: SodiumWasm;
  #bytes = 0;
  at = 0;

  constructor(sodiumWasm: SodiumWasm, bytes: number) {
    this.#wasm = sodiumWasm;
    this.make(bytes);
  }

  make(bytes: number): void {
    if (bytes <= this.#bytes) return;
    if (this.#bytes > 0) this.#free();
    this.at = this.#wasm._malloc(bytes);
    if (this.at === 0) throw new Error('There is no memory to seal in');
    this.#bytes = bytes;
  }

  /**
   * Write bytes, or a text as UTF-8, with space before and after.
   * @returns length in bytes.
   */
  write(text: string | Uint8Array, before: number, after: number): number {
    if (typeof text !== 'string') {
      this.make(text.length + before + after);
      this.#wasm.HEAPU8.set(text, this.at + before);
      return text.length;
    }
    // Most texts are one byte a character; the longest are three.
    this.make(text.length + before + after);
    const { read, written } = this.#encode(text, before, after);
    if (read === text.length) return written;
    this.make(3 * text.length + before + after);
    return this.#encode(text, before, after).written;
  }

  #encode(text: string, before: number, after: number) {
    const room = this.#wasm.HEAPU8.subarray(this.at + before, this.at + this.#bytes - after);
    return textEncoder.encodeInto(text, room);
  }

  #free(): void {
    this.#wasm.HEAPU8.fill(0, this.at, this.at + this.#bytes);
    this.#wasm._free(this.at);
    this.#bytes = 0;
  }
}

/** Random nonces, requested in bulk: one by one they would cost as much as the encryption. */
class NoncePool {
  readonly #pool = new Uint8Array(256 * nonceBytes);
  #used = this.#pool.length;

  next(): Uint8Array {
    if (this.#used === this.#pool.length) {
      crypto.getRandomValues(this.#pool);
      this.#used = 0;
    }
    this.#used += nonceBytes;
    return this.#pool.subarray(this.#used - nonceBytes, this.#used);
  }
}
