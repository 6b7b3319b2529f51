import type { PassphraseChoice } from './new-passphrase.tsx';

const words = 'canvas orbit maple yellow dune';

/** For stories: five words that are offered and not noted yet, or as far as the choice has come. */
export const samplePassphrase = (part: Partial<PassphraseChoice> = {}): PassphraseChoice => ({
  chosen: { kind: 'offered', words, isKept: false },
  onChange: () => undefined,
  makeWords: () => words,
  strength: null,
  ...part,
});

/** The same, when the person said that they keep the words. */
export const keptPassphrase = samplePassphrase({ chosen: { kind: 'offered', words, isKept: true } });
