import { wordlist } from '@scure/bip39/wordlists/english.js';
import { Encrypter } from 'age-encryption';
import { encodeBase64 } from '#base/base64.ts';
import {
  encodeRecoveryContent,
  recoveryAnswerLifetimeMs,
  recoveryBlockText,
  recoveryPassphrase,
  recoveryWordCount,
} from '../protocol/vault-recovery.ts';

/** Block to send, and six words to say by phone. */
export interface RecoveryResponse {
  readonly block: string;
  readonly words: string;
}

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
 * @param nowMs Time from which the response counts, for `recoveryAnswerLifetimeMs`.
 */
export async function encryptRecoveryResponse(
  keyBytes: Uint8Array,
  randomBytes: Uint8Array,
  nowMs: number,
): Promise<RecoveryResponse> {
  const words = makeRecoveryWords(randomBytes);
  const content = encodeRecoveryContent(keyBytes, nowMs + recoveryAnswerLifetimeMs);
  const base64 = encodeBase64(await encryptByWords(content, words).finally(() => content.fill(0)));
  return {
    block: recoveryBlockText(base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')),
    words,
  };
}

/** Random bytes for six words. */
export const recoveryRandomBytes = 2 * recoveryWordCount;
