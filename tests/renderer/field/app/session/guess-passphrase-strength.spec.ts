import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as french } from '@scure/bip39/wordlists/french.js';
import { describe, expect, test } from 'vitest';
import { isPassphraseLongEnough } from '#domain/vault/passphrase.ts';
import { guessPassphraseStrength } from '#renderer/field/app/session/guess-passphrase-strength.ts';
import { generatePassphraseWords } from '#renderer/field/app/session/use-new-passphrase.ts';
import { measured } from '#tests/support/clock/processor-time.ts';

describe('[security 2] the passphrase that is offered', () => {
  test.each([
    ['en', english],
    ['fr', french],
    ['ar', english],
  ] as const)('has five words of a list of 2,048: %s', (language, list) => {
    const words = generatePassphraseWords(language).split(' ');
    expect([words.length, list.length]).toEqual([5, 2_048]);
    for (const word of words) expect(list).toContain(word);
  });

  test('is long enough and strong, and another one each time', () => {
    const offered = Array.from({ length: 50 }, () => generatePassphraseWords('en'));
    expect(new Set(offered).size).toBe(50);
    expect(
      offered.every((words) => isPassphraseLongEnough(words) && guessPassphraseStrength(words) === 4),
    ).toBe(true);
  });
});

describe('[security 2] the strength of an own passphrase', () => {
  test.each(['password1234', 'qwertyuiop12', 'abcdefghijkl', 'azertyuiop12'])(
    'of %s is nearly none',
    (typed) => {
      expect(guessPassphraseStrength(typed)).toBeLessThanOrEqual(1);
    },
  );

  test('is less for words of a language than for as many letters by chance', () => {
    expect(guessPassphraseStrength('motdepasse12')).toBeLessThan(guessPassphraseStrength('xkqvhzrwjp12'));
  });

  test('is told of a text without end as quickly as of a short one', () => {
    const { processorMs } = measured(() =>
      guessPassphraseStrength('correct horse battery staple '.repeat(10_000)),
    );
    expect(processorMs).toBeLessThan(2_000);
  });
});
