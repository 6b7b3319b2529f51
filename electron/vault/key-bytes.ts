import { randomFillSync } from 'node:crypto';

/**
 * Makes room for a key: zeros outside of the JavaScript heap. V8 keeps an array of up to 64 bytes on its heap, unless it is
 * made over a buffer of its own, and leaves copies of it behind when it collects garbage. Nobody can overwrite those.
 * @param length in bytes
 */
export const roomForKey = (length: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new ArrayBuffer(length));

/** Copies a key into room of its own; the caller overwrites both. */
export function copyOfKey(key: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = roomForKey(key.length);
  copy.set(key);
  return copy;
}

/** Makes a random key. @param length in bytes */
export const randomKey = (length: number): Uint8Array<ArrayBuffer> => randomFillSync(roomForKey(length));
