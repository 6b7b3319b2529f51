import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealingKey } from './sealing-keys.ts';

// ChaCha20-Poly1305 (RFC 8439). Random nonces of 96 bits are safe for thousands of millions of messages under one key;
// these are some thousands.
const cipherName = 'chacha20-poly1305';
const cipherNonceBytes = 12;
const cipherTagBytes = 16;
const cipherOptions = { authTagLength: cipherTagBytes };

/**
 * Encrypt a text, bound to its place.
 * @returns nonce, ciphertext and tag in base64
 */
export function encryptText({ key }: SealingKey, place: string, text: string): string {
  const nonce = randomBytes(cipherNonceBytes);
  const plain = Buffer.from(text, 'utf8');
  const sealing = createCipheriv(cipherName, key, nonce, cipherOptions);
  sealing.setAAD(Buffer.from(place), { plaintextLength: plain.length });
  const sealed = Buffer.concat([sealing.update(plain), sealing.final()]);
  return Buffer.concat([nonce, sealed, sealing.getAuthTag()]).toString('base64');
}

/** Decrypt the result of `encryptText`; null where it was not encrypted by this key for this place. */
export function decryptText({ key }: SealingKey, place: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < cipherNonceBytes + cipherTagBytes) return null;
  const inside = bytes.subarray(cipherNonceBytes, -cipherTagBytes);
  const opening = createDecipheriv(cipherName, key, bytes.subarray(0, cipherNonceBytes), cipherOptions);
  opening
    .setAAD(Buffer.from(place), { plaintextLength: inside.length })
    .setAuthTag(bytes.subarray(-cipherTagBytes));
  try {
    const text = opening.update(inside);
    return Buffer.concat([text, opening.final()]).toString('utf8');
  } catch {
    return null; // the tag is wrong
  }
}
