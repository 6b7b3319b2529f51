import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as french } from '@scure/bip39/wordlists/french.js';
import { generatedWords } from '#domain/vault/passphrase.ts';
import type { Language } from '#renderer/i18n/language.ts';

/** Five words of a list of 2,048 (55 bits) in the person's language where there is a list, else in English. */
export function makeWords(language: Language): string {
  const list = language === 'fr' ? french : english;
  const picks = crypto.getRandomValues(new Uint16Array(generatedWords));
  // 2,048 divides 65,536, so every word is as likely as any other.
  return Array.from(picks, (pick) => list[pick % list.length] ?? '').join(' ');
}
