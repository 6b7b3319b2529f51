import { hkdfSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { deriveSubKey, subKeyLabels } from '#domain/vault/sub-keys.ts';

const vaultKey = Uint8Array.from({ length: 32 }, (_, at) => at);

test('sub-keys are HKDF-SHA-256 as RFC 5869 has it, with the published names', () => {
  for (const subKeyLabel of subKeyLabels) {
    const expected = hkdfSync('sha256', vaultKey, new Uint8Array(0), `fieldbook/1/${subKeyLabel}`, 32);
    expect(deriveSubKey(vaultKey, subKeyLabel)).toEqual(new Uint8Array(expected));
  }
});

test('each use has a key of its own', () => {
  const keys = subKeyLabels.map((label) => String(deriveSubKey(vaultKey, label)));
  expect(new Set(keys).size).toBe(subKeyLabels.length);
});

test('a key of another length is refused, since half a key would encrypt as well', () => {
  expect(() => deriveSubKey(vaultKey.subarray(0, 16), 'store')).toThrow('32 bytes');
});
