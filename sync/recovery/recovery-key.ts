import { wordlist } from '@scure/bip39/wordlists/english.js';
import { armor, Decrypter, Encrypter } from 'age-encryption';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import {
  encodeRecoveryContent,
  recoveryAnswerLifetimeMs,
  recoveryBlockText,
  recoveryPassphrase,
  recoveryWordCount,
} from '../protocol/vault-recovery.ts';

// A key file has two layers, each an age file by the words of one holder. The standard age tool opens them one by one.

/** `file`: no age file, or a damaged one. `words`: none of these words opens the last layer found. */
type KeyFileRefusal = 'file' | 'words';

/**
 * Open the layers of a key file, with the holders' words in any order.
 * @param file ASCII text of the file; a layer that was opened elsewhere may be absent.
 * @param words Six words of each holder.
 * @returns Text within the last layer.
 */
export async function openRecoveryKeyFile(
  file: string,
  words: readonly string[],
): Promise<Result<string, KeyFileRefusal>> {
  const sealed = decodeArmor(file);
  if (sealed === null) return refuse('file');
  for (const [at, said] of words.entries()) {
    const passphrase = recoveryPassphrase(said);
    const inside = passphrase === null ? null : await openPassphraseLayer(sealed, passphrase);
    if (inside === null) continue;
    if (decodeArmor(inside) === null) return ok(inside);
    return openRecoveryKeyFile(
      inside,
      words.filter((_said, other) => other !== at),
    );
  }
  return refuse('words');
}

/** Age identity in the text of a recovery key; null for another text. */
export const ageIdentityIn = (text: string): string | null =>
  /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/m.exec(text)?.[0] ?? null;

/**
 * Open the vault key that a laptop escrowed at headquarters.
 * @param sealed Binary age file in base64.
 * @returns 32 bytes; null when it was encrypted to another key or is no key.
 */
export async function openEscrowedVaultKey(sealed: string, identity: string): Promise<Uint8Array | null> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  try {
    const key = await decrypter.decrypt(decodeBase64(sealed));
    return key.length === 32 ? key : null;
  } catch {
    return null; // a device may send content that is no age file
  }
}

function decodeArmor(text: string): Uint8Array | null {
  try {
    return armor.decode(text);
  } catch {
    return null;
  }
}

async function openPassphraseLayer(sealed: Uint8Array, passphrase: string): Promise<string | null> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  try {
    return await decrypter.decrypt(sealed, 'text');
  } catch {
    return null; // words of another holder
  }
}

/** Block to send, and six words to say by phone. */
export interface RecoveryAnswer {
  readonly block: string;
  readonly words: string;
}

/** Random bytes for six words. */
export const recoveryRandomBytes = 2 * recoveryWordCount;

/** Six words of the BIP 39 list, 66 bits, from `recoveryRandomBytes` random bytes. */
export function makeRecoveryWords(randomBytes: Uint8Array): string {
  const view = new DataView(randomBytes.buffer, randomBytes.byteOffset, randomBytes.byteLength);
  return Array.from({ length: recoveryWordCount }, (_, at) => {
    const word = wordlist[view.getUint16(2 * at) % wordlist.length];
    if (word === undefined) throw new Error('The list of words is whole');
    return word;
  }).join(' ');
}

/**
 * Encrypt text or bytes with six words (age, scrypt).
 * @param logN Work factor; when absent, the age tool's own 18.
 */
export async function encryptByWords(
  content: Uint8Array | string,
  words: string,
  logN?: number,
): Promise<Uint8Array> {
  const passphrase = recoveryPassphrase(words);
  if (passphrase === null) throw new Error('Six words are a passphrase');
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  if (logN !== undefined) encrypter.setScryptWorkFactor(logN);
  return encrypter.encrypt(content);
}

/**
 * Encrypt a vault key for a person who forgot the passphrase. Uses 66 bits of words and the scrypt of age.
 * @param nowMs Time from which the answer counts, for `recoveryAnswerLifetimeMs`.
 */
export async function encryptRecoveryAnswer(
  keyBytes: Uint8Array,
  randomBytes: Uint8Array,
  nowMs: number,
): Promise<RecoveryAnswer> {
  const words = makeRecoveryWords(randomBytes);
  const content = encodeRecoveryContent(keyBytes, nowMs + recoveryAnswerLifetimeMs);
  const base64 = encodeBase64(await encryptByWords(content, words).finally(() => content.fill(0)));
  return {
    block: recoveryBlockText(base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')),
    words,
  };
}
