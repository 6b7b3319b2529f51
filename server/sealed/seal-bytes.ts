import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SealingKey } from './sealing-keys.ts';

// ChaCha20-Poly1305 (RFC 8439). Random nonces of 96 bits are safe for thousands of millions of messages by one key; these
// are some thousands.
const cipher = 'chacha20-poly1305';
const nonceBytes = 12;
const tagBytes = 16;
const options = { authTagLength: tagBytes };

/** Seals text to its place. Returns nonce, sealed bytes and tag in base64. */
export function sealBytes({ key }: SealingKey, place: string, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const plain = Buffer.from(text, 'utf8');
  const sealing = createCipheriv(cipher, key, nonce, options);
  sealing.setAAD(Buffer.from(place), { plaintextLength: plain.length });
  const sealed = Buffer.concat([sealing.update(plain), sealing.final()]);
  return Buffer.concat([nonce, sealed, sealing.getAuthTag()]).toString('base64');
}

/** Opens what `sealBytes` made. Returns null where it was not sealed by this key for this place. */
export function openBytes({ key }: SealingKey, place: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < nonceBytes + tagBytes) return null;
  const inside = bytes.subarray(nonceBytes, -tagBytes);
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), options);
  opening
    .setAAD(Buffer.from(place), { plaintextLength: inside.length })
    .setAuthTag(bytes.subarray(-tagBytes));
  try {
    const text = opening.update(inside);
    return Buffer.concat([text, opening.final()]).toString('utf8');
  } catch {
    return null; // the tag does not hold
  }
}
