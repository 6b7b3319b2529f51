import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { SealingKey } from './sealing-keys.ts';

/** Where the remark stands whose words these are. */
export interface SealedPlace {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly point: string;
}

// Random nonces of 96 bits are safe for thousands of millions of messages by one key; these are some thousands.
const cipher = 'chacha20-poly1305';
const nonceBytes = 12;
const tagBytes = 16;
const options = { authTagLength: tagBytes };

/** Words as the container holds them: nonce, sealed bytes and tag in base64, bound to their place. */
export function sealWords({ key }: SealingKey, place: SealedPlace, words: string): string {
  const nonce = randomBytes(nonceBytes);
  const plain = Buffer.from(words, 'utf8');
  const sealing = createCipheriv(cipher, key, nonce, options);
  sealing.setAAD(boundTo(place), { plaintextLength: plain.length });
  const sealed = Buffer.concat([sealing.update(plain), sealing.final()]);
  return Buffer.concat([nonce, sealed, sealing.getAuthTag()]).toString('base64');
}

/** The words; null where these bytes were not sealed by this key for this place. */
export function openWords({ key }: SealingKey, place: SealedPlace, sealed: string): string | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < nonceBytes + tagBytes) return null;
  const inside = bytes.subarray(nonceBytes, -tagBytes);
  const opening = createDecipheriv(cipher, key, bytes.subarray(0, nonceBytes), options);
  opening.setAAD(boundTo(place), { plaintextLength: inside.length }).setAuthTag(bytes.subarray(-tagBytes));
  try {
    const words = opening.update(inside);
    return Buffer.concat([words, opening.final()]).toString('utf8');
  } catch {
    return null; // the tag does not hold
  }
}

/** A row that was copied to another remark opens there for nobody. */
const boundTo = ({ log, doc, point }: SealedPlace): Buffer =>
  Buffer.from(`fieldbook sealed words\n${log}\n${doc}\n${point}`);
