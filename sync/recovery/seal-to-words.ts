import { wordlist } from '@scure/bip39/wordlists/english.js';
import { Encrypter } from 'age-encryption';
import { toBase64 } from '#domain/base/base64.ts';
import {
  recoveryAnswerMs,
  recoveryBlock,
  recoveryContent,
  recoveryPassphrase,
  recoveryWordCount,
} from '../protocol/recovery.ts';

/** The block is sent, the six words are said on the phone. */
export interface RecoveryAnswer {
  readonly block: string;
  readonly words: string;
}

/** Random bytes that six words take. */
export const wordBytes = 2 * recoveryWordCount;

/** Six words of the BIP 39 list, 66 bits, from `wordBytes` random bytes. */
export function recoveryWords(random: Uint8Array): string {
  const view = new DataView(random.buffer, random.byteOffset, random.byteLength);
  return Array.from({ length: recoveryWordCount }, (_, at) => {
    const word = wordlist[view.getUint16(2 * at) % wordlist.length];
    if (word === undefined) throw new Error('The list of words is whole');
    return word;
  }).join(' ');
}

/**
 * Seals text or bytes by six words (age, scrypt).
 *
 * @param logN Work factor; the age tool's own 18 where it is left out.
 */
export async function sealByWords(
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
 * Answer to a person who forgot the passphrase: the vault key behind 66 bits of words and the scrypt of age.
 *
 * @param nowMs Time from which the answer counts, for `recoveryAnswerMs`.
 */
export async function sealAnswer(
  key: Uint8Array,
  random: Uint8Array,
  nowMs: number,
): Promise<RecoveryAnswer> {
  const words = recoveryWords(random);
  const content = recoveryContent(key, nowMs + recoveryAnswerMs);
  const base64 = toBase64(await sealByWords(content, words).finally(() => content.fill(0)));
  return { block: recoveryBlock(base64.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')), words };
}
