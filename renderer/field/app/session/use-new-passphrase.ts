import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as french } from '@scure/bip39/wordlists/french.js';
import { useEffect, useState } from 'react';
import { generatedPassphraseWords } from '#domain/vault/passphrase.ts';
import type {
  ChosenPassphrase,
  PassphraseChoice,
  PassphraseStrength,
} from '#renderer/field/parts/passphrase-fields.tsx';
import type { ScreenLanguage } from '#renderer/i18n';
import { useFieldPreferences } from './field-preferences.tsx';

/** Five words of a list of 2,048 (55 bits) in the person's language where there is a list, else in English. */
export function generatePassphraseWords(language: ScreenLanguage): string {
  const list = language === 'fr' ? french : english;
  const picks = crypto.getRandomValues(new Uint16Array(generatedPassphraseWords));
  // 2,048 divides 65,536, so every word is as likely as any other.
  return Array.from(picks, (pick) => list[pick % list.length] ?? '').join(' ');
}

/** Strength of this passphrase; null while nobody asks or the word lists are loading. */
function usePassphraseStrength(typed: string): PassphraseStrength | null {
  const [check, setCheck] = useState<((typed: string) => PassphraseStrength) | null>(null);
  const isWanted = typed !== '';
  useEffect(() => {
    let isGone = false;
    // Half a megabyte of words that most people never need: theirs are generated.
    if (isWanted)
      void import('./guess-passphrase-strength.ts').then(({ guessPassphraseStrength: guessStrength }) => {
        if (!isGone) setCheck(() => guessStrength);
      });
    return () => {
      isGone = true;
    };
  }, [isWanted]);
  return check && isWanted ? check(typed) : null;
}

/** The choice of a new passphrase, which begins with five words in the person's language. */
export function useNewPassphrase(): PassphraseChoice {
  const { language } = useFieldPreferences().preferences;
  const words = (): string => generatePassphraseWords(language);
  const [chosenPassphrase, setChosen] = useState<ChosenPassphrase>(() => ({
    kind: 'offered',
    words: words(),
    isKept: false,
  }));
  const strength = usePassphraseStrength(chosenPassphrase.kind === 'own' ? chosenPassphrase.typed : '');
  return { chosen: chosenPassphrase, onChange: setChosen, makeWords: words, strength };
}
