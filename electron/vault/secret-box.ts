import sodiumModule from 'libsodium-wrappers-sumo';

/** libsodium, loaded. */
export type Sodium = typeof sodiumModule;

/** Loads libsodium's WebAssembly; once per process, later calls answer at once. */
export async function loadSodium(): Promise<Sodium> {
  await sodiumModule.ready;
  return sodiumModule;
}

/** XChaCha20-Poly1305 under a key of 32 bytes: a random nonce of 24 bytes, then the sealed bytes. */
export function sealBytes(
  sodium: Sodium,
  key: Uint8Array,
  associated: string,
  plain: Uint8Array,
): Uint8Array {
  const nonce = sodium.randombytes_buf(nonceBytes);
  const sealed = sodium.crypto_aead_xchacha20poly1305_ietf_encrypt(plain, associated, null, nonce, key);
  return Buffer.concat([nonce, sealed]);
}

/** What `sealBytes` sealed; null when the key, the associated text or a single bit is another. */
export function openBytes(
  sodium: Sodium,
  key: Uint8Array,
  associated: string,
  box: Uint8Array,
): Uint8Array | null {
  if (box.length <= nonceBytes) return null;
  const [nonce, sealed] = [box.subarray(0, nonceBytes), box.subarray(nonceBytes)];
  try {
    return sodium.crypto_aead_xchacha20poly1305_ietf_decrypt(null, sealed, associated, nonce, key);
  } catch {
    return null; // libsodium says no more than that it does not fit
  }
}

/**
 * Overwrites what libsodium has left of keys in its own memory: it copies them there for each call and gives the place
 * back as it is. All places of a key's size are taken once and filled with zeros.
 */
export function scrub(sodium: Sodium): void {
  const { _malloc: take, _free: giveBack, HEAPU8: memory } = (sodium as unknown as WithMemory).libsodium;
  const places = Array.from({ length: placesOfKeys }, () => take(keyBytes)).filter((place) => place > 0);
  for (const place of places) memory.fill(0, place, place + keyBytes);
  for (const place of places) giveBack(place);
}

/** The module of the library, which its types leave out. */
interface WithMemory {
  readonly libsodium: {
    readonly _malloc: (bytes: number) => number;
    readonly _free: (place: number) => void;
    readonly HEAPU8: Uint8Array;
  };
}

const keyBytes = 32;
/** More than the sealing of a vault's few small files leaves behind. */
const placesOfKeys = 4_096;
const nonceBytes = 24;
