import sodium from 'libsodium-wrappers-sumo';

/** Seals texts and bytes with one key. Synchronous: inside a transaction of IndexedDB nothing may be waited for. */
export interface Cipher {
  /** The content as nonce and ciphertext, in memory of its own. It opens only beside the same `bound` words. */
  seal(content: string | Uint8Array, bound: string): Uint8Array<ArrayBuffer>;
  /** The text again; null when it was sealed with another key, beside other words, or a byte is another. */
  open(sealed: Uint8Array, bound: string): string | null;
  /** The same as bytes, a text as UTF-8: in the cipher's own memory, so they are to be read before its next call. */
  openBytes(sealed: Uint8Array, bound: string): Uint8Array | null;
}

const cipherKeyBytes = 32;
const nonceBytes = 24;
const tagBytes = 16;
/** What sealing adds to a text. */
export const cipherOverheadBytes = nonceBytes + tagBytes;

/**
 * XChaCha20-Poly1305 (libsodium, wasm) with random nonces, which are long enough never to meet twice. Takes the key:
 * the given bytes are overwritten, and the only copy is in the wasm module's memory, which goes with the worker. The library's own wrapper copies
 * each text four times and costs more than the cipher; so this asks the wasm functions themselves, in one buffer.
 */
export async function createCipher(key: Uint8Array): Promise<Cipher> {
  if (key.length !== cipherKeyBytes) throw new Error(`A key has ${cipherKeyBytes} bytes`);
  await sodium.ready;
  const { libsodium: wasm } = sodium as unknown as { readonly libsodium: SodiumWasm }; // public, but not in its types
  const keyAt = wasm._malloc(cipherKeyBytes);
  wasm.HEAPU8.set(key, keyAt);
  key.fill(0);
  const bound = new WasmBuffer(wasm, 512);
  const work = new WasmBuffer(wasm, 64 * 1024);
  const nonces = new NoncePool();

  const openBytes: Cipher['openBytes'] = (sealed, words) => {
    const length = sealed.length - cipherOverheadBytes;
    if (length < 0) return null;
    const boundBytes = bound.write(words, 0, 0);
    work.make(sealed.length);
    const from = work.at;
    wasm.HEAPU8.set(sealed, from);
    const plain = from + nonceBytes;
    const failed = wasm._crypto_aead_xchacha20poly1305_ietf_decrypt(
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
    return failed === 0 ? wasm.HEAPU8.subarray(plain, plain + length) : null;
  };

  return {
    seal(content, words) {
      const boundBytes = bound.write(words, 0, 0);
      const length = work.write(content, nonceBytes, tagBytes);
      const from = work.at;
      wasm.HEAPU8.set(nonces.next(), from);
      const plain = from + nonceBytes;
      const failed = wasm._crypto_aead_xchacha20poly1305_ietf_encrypt(
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
      return wasm.HEAPU8.slice(from, plain + length + tagBytes);
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

/** The wasm module inside libsodium. Lengths are 64 bits in two numbers, low and high; answers are 0 when it went well. */
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

/** Room in the wasm module's memory that grows with what it is given. */
class WasmBuffer {
  readonly #wasm: SodiumWasm;
  #bytes = 0;
  at = 0;

  constructor(wasm: SodiumWasm, bytes: number) {
    this.#wasm = wasm;
    this.make(bytes);
  }

  make(bytes: number): void {
    if (bytes <= this.#bytes) return;
    if (this.#bytes > 0) this.#free();
    this.at = this.#wasm._malloc(bytes);
    if (this.at === 0) throw new Error('There is no memory to seal in');
    this.#bytes = bytes;
  }

  /** Writes bytes, or a text as UTF-8, with room before and after it. Answers its length in bytes. */
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

/** Random nonces, many asked for at once: one by one they would cost as much as the sealing. */
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
