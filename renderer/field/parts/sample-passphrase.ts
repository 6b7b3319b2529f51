import type { PassphraseChoice } from './passphrase-fields.tsx';

const samplePassphraseWords = 'canvas orbit maple yellow dune';

/** For stories: five words that are offered and not noted yet, or as far as the choice has come. */
export const samplePassphraseChoice = (part: Partial<PassphraseChoice> = {}): PassphraseChoice => ({
  chosen: { kind: 'offered', words: samplePassphraseWords, isKept: false },
  onChange: () => undefined,
  makeWords: () => samplePassphraseWords,
  strength: null,
  ...part,
});

/** The same after the person confirmed that they keep the words. */
export const keptPassphraseChoice = samplePassphraseChoice({
  chosen: { kind: 'offered', words: samplePassphraseWords, isKept: true },
});
