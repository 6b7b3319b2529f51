import crypto from 'node:crypto';
import type { Identity, Recipient } from 'age-encryption';
import { aeadOpen, aeadSeal } from '../vault/aead.ts';
import { copyOfKey } from '../vault/key-bytes.ts';
import type { Sodium } from '../vault/secret-box.ts';
import { ageLibrary } from './age-library.ts';

// A key in an age file, without a copy of it in the memory that JavaScript gives back only some day: the library makes and
// reads the header, the payload (one piece, as the format has it) passes through libsodium (`aead.ts`).

const nonceBytes = 16;
const tagBytes = 16;

/** A binary age file of at most 64 KiB to these recipients. Rejects for a recipient that is none. */
export async function sealSmall(
  sodium: Sodium,
  recipients: readonly (string | Recipient)[],
  plain: Uint8Array,
): Promise<Uint8Array> {
  const { Encrypter } = await ageLibrary();
  const fileKeys: Uint8Array[] = [];
  const encrypter = new Encrypter();
  encrypter.addRecipient({
    wrapFileKey: (key) => {
      fileKeys.push(copyOfKey(key));
      return [];
    },
  });
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const empty = await encrypter.encrypt(new Uint8Array(0));
  const header = empty.subarray(0, empty.length - nonceBytes - tagBytes);
  const nonce = crypto.randomBytes(nonceBytes);
  const key = streamKey(fileKeys[0] ?? new Uint8Array(0), nonce);
  const body = aeadSeal(sodium, 'chacha20poly1305_ietf', {
    bytes: plain,
    associated: '',
    nonce: onlyPiece,
    key,
  });
  key.fill(0);
  fileKeys[0]?.fill(0);
  return Buffer.concat([header, nonce, body]);
}

/** What a small age file holds; null for another identity, and when a single bit is another. */
export async function openSmall(
  sodium: Sodium,
  identity: Identity,
  file: Uint8Array,
): Promise<Uint8Array | null> {
  const { Decrypter } = await ageLibrary();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const headerEnd = endOfHeader(Buffer.from(file));
  const [nonce, body] = [
    file.subarray(headerEnd, headerEnd + nonceBytes),
    file.subarray(headerEnd + nonceBytes),
  ];
  try {
    const fileKey = await decrypter.decryptHeader(Uint8Array.from(file.subarray(0, headerEnd)));
    const key = streamKey(fileKey, nonce);
    fileKey.fill(0);
    const plain = aeadOpen(sodium, 'chacha20poly1305_ietf', {
      bytes: body,
      associated: '',
      nonce: onlyPiece,
      key,
    });
    key.fill(0);
    return plain;
  } catch {
    return null; // neither library says more than that it does not fit
  }
}

/** The counter is at zero, and this is the last piece. */
const onlyPiece = Uint8Array.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);

const streamKey = (fileKey: Uint8Array, nonce: Uint8Array): Uint8Array =>
  new Uint8Array(crypto.hkdfSync('sha256', fileKey, nonce, 'payload', 32));

/** Behind the line that begins with three hyphens; 0 where there is none. */
function endOfHeader(file: Buffer): number {
  const lastLine = file.indexOf('\n--- ', 0, 'latin1');
  return lastLine < 0 ? 0 : file.indexOf('\n', lastLine + 1, 'latin1') + 1;
}
