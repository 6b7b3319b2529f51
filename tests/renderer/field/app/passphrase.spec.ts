import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as french } from '@scure/bip39/wordlists/french.js';
import { describe, expect, test } from 'vitest';
import { isLongEnough } from '#domain/vault/passphrase.ts';
import { guessStrength } from '#renderer/field/app/guess-strength.ts';
import { makeWords } from '#renderer/field/app/passphrase-words.ts';
import { measured } from '#tests/processor-time.ts';

describe('[security 2] the passphrase that is offered', () => {
  test.each([
    ['en', english],
    ['fr', french],
    ['ar', english],
  ] as const)('has five words of a list of 2,048: %s', (language, list) => {
    const words = makeWords(language).split(' ');
    expect([words.length, list.length]).toEqual([5, 2_048]);
    for (const word of words) expect(list).toContain(word);
  });

  test('is long enough and strong, and another one each time', () => {
    const offered = Array.from({ length: 50 }, () => makeWords('en'));
    expect(new Set(offered).size).toBe(50);
    expect(offered.every((words) => isLongEnough(words) && guessStrength(words) === 4)).toBe(true);
  });
});

describe('[security 2] the strength of an own passphrase', () => {
  test.each(['password1234', 'qwertyuiop12', 'abcdefghijkl', 'azertyuiop12'])(
    'of %s is nearly none',
    (typed) => {
      expect(guessStrength(typed)).toBeLessThanOrEqual(1);
    },
  );

  test('is less for words of a language than for as many letters by chance', () => {
    expect(guessStrength('motdepasse12')).toBeLessThan(guessStrength('xkqvhzrwjp12'));
  });

  test('is told of a text without end as quickly as of a short one', () => {
    const { processorMs } = measured(() => guessStrength('correct horse battery staple '.repeat(10_000)));
    expect(processorMs).toBeLessThan(2_000);
  });
});
