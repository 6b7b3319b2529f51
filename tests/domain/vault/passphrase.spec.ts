import { expect, test } from 'vitest';
import { isLongEnough, passphraseText, vaultLabel } from '#domain/vault/passphrase.ts';

test('[security 2] an own passphrase has at least 12 characters, and more than three different ones', () => {
  expect(['eleven char', 'twelve chars', 'كلمة مرور طويلة', 'aaaaaaaaaaaaaaaa'].map(isLongEnough)).toEqual([
    false,
    true,
    true,
    false,
  ]);
});

test('[security 2] the same letters count the same, however a keyboard composes them', () => {
  expect(passphraseText('re\u0301ponse')).toBe(passphraseText('r\u00e9ponse'));
});

test('[vault] a label is a short text that is not empty', () => {
  expect([vaultLabel('  Field   laptop '), vaultLabel('   '), vaultLabel('x'.repeat(81))]).toEqual([
    'Field laptop',
    null,
    null,
  ]);
});
