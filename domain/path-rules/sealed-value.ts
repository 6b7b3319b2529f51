import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';

/** Roles at headquarters that values are encrypted for (docs/requirements.md E). */
export const SealRole = z.enum(['certificate-desk', 'me']);
export type SealRole = z.infer<typeof SealRole>;

/** Public key of a role: an age X25519 recipient (age-encryption.org/v1). */
export const SealRecipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/);

/** Fingerprint of a role's key, in groups of four that two people compare by phone. */
export const sealKeyFingerprint = (recipient: string): string =>
  (
    bytesToHex(sha256(utf8ToBytes(recipient)))
      .slice(0, 24)
      .match(/.{4}/g) ?? []
  ).join(' ');

/** Largest length of an encrypted value, in characters of base64. */
const maximumSealedLength = 4_000;

/**
 * Value that only one role can read: an age file in base64, encrypted to the key that the programme names for the
 * role. Colleagues and headquarters' database hold this form alone.
 */
export const SealedValue = z.readonly(
  z.object({
    to: SealRole,
    recipient: SealRecipient,
    box: z.base64().min(1).max(maximumSealedLength),
  }),
);
export type SealedValue = z.infer<typeof SealedValue>;
