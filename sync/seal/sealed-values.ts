import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import type { SealedValue, SealRole } from '#domain/path-rules/sealed-value.ts';
import { utf8ByteLength } from '../protocol/pack-size.ts';

/** Load the age library at first use: no start needs it. */
const loadAgeLibrary = () => import('age-encryption');

/** Texts are padded to a multiple of this length, so that the length of nearly all is the same. */
const paddingBytes = 256;
/** Largest length of a text in UTF-8. */
const maximumTextBytes = 1_024;
const paddingCharacter = '\0';

/**
 * Encrypt a text to the key of a role (age). The same text gives another value each time.
 * @throws for a text over 1,024 bytes in UTF-8, and for an invalid recipient
 */
export async function sealValue(sealRole: SealRole, recipient: string, text: string): Promise<SealedValue> {
  const { Encrypter } = await loadAgeLibrary();
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  return { to: sealRole, recipient, box: encodeBase64(await encrypter.encrypt(paddedText(text))) };
}

/**
 * Decrypt a value with the identity of its role.
 * @returns null for a value to another key, and for a changed one.
 */
export async function openSealed(
  identity: string,
  { box }: Pick<SealedValue, 'box'>,
): Promise<string | null> {
  const { Decrypter } = await loadAgeLibrary();
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    return withoutPadding(await decrypter.decrypt(decodeBase64(box), 'text'));
  } catch {
    return null; // the library reports only that it does not fit
  }
}

function paddedText(text: string): string {
  const bytes = utf8ByteLength(text);
  if (bytes > maximumTextBytes) throw new Error('A sealed text has at most 1024 bytes');
  const size = Math.max(1, Math.ceil(bytes / paddingBytes)) * paddingBytes;
  return text + paddingCharacter.repeat(size - bytes);
}

const withoutPadding = (padded: string): string => {
  const end = padded.indexOf(paddingCharacter);
  return end < 0 ? padded : padded.slice(0, end);
};
