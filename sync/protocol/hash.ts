import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod';
import { DeviceId } from '#domain/ids.ts';

/** SHA-256 in lower-case hex. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'Sha256'>();
export type Sha256 = z.infer<typeof Sha256>;

/** `prev` of a device's first pack in a log. */
export const chainStartHash = Sha256.parse('0'.repeat(64));

/** Hash of a text's UTF-8 bytes. Synchronous, since IndexedDB transactions call it. */
export const sha256Of = (text: string): Sha256 => bytesToHex(sha256(utf8ToBytes(text))) as Sha256;

/** Device id: the first 16 bytes of SHA-256 of the raw 32-byte Ed25519 public key. */
export const deviceIdOf = (publicKey: Uint8Array): DeviceId =>
  DeviceId.parse(bytesToHex(sha256(publicKey)).slice(0, 32));
