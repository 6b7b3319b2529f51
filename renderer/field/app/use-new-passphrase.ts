import { useState } from 'react';
import type { ChosenPassphrase, PassphraseChoice } from '../parts/new-passphrase.tsx';
import { makeWords } from './passphrase-words.ts';
import { usePreferences } from './preferences-context.tsx';
import { useStrength } from './use-strength.ts';

/** The choice of a new passphrase, which begins with five words in the person's language. */
export function useNewPassphrase(): PassphraseChoice {
  const { language } = usePreferences().preferences;
  const words = (): string => makeWords(language);
  const [chosen, setChosen] = useState<ChosenPassphrase>(() => ({
    kind: 'offered',
    words: words(),
    isKept: false,
  }));
  const strength = useStrength(chosen.kind === 'own' ? chosen.typed : '');
  return { chosen, onChange: setChosen, makeWords: words, strength };
}
