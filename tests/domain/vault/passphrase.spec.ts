import { expect, test } from 'vitest';
import { isPassphraseLongEnough, normalizePassphrase, parseVaultLabel } from '#domain/vault/passphrase.ts';

test('[security 2] an own passphrase has at least 12 characters, and more than three different ones', () => {
  expect(
    ['eleven char', 'twelve chars', 'كلمة مرور طويلة', 'aaaaaaaaaaaaaaaa'].map(isPassphraseLongEnough),
  ).toEqual([false, true, true, false]);
});

test('[security 2] the same letters count the same, however a keyboard composes them', () => {
  expect(normalizePassphrase('re\u0301ponse')).toBe(normalizePassphrase('r\u00e9ponse'));
});

test('[vault] a label is a short text that is not empty', () => {
  expect([
    parseVaultLabel('  Field   laptop '),
    parseVaultLabel('   '),
    parseVaultLabel('x'.repeat(81)),
  ]).toEqual(['Field laptop', null, null]);
});
