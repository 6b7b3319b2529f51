import { expect, test } from 'vitest';
import { sealKeyFingerprint } from '#domain/path-rules/sealed-value.ts';
import { partSealKeys } from '#domain/programme/seal-keys.ts';

const [first, further] = ['age1first', 'age1further'];

test('no key of a role is used before a person agreed to this very key', () => {
  expect(partSealKeys({ 'certificate-desk': first }, {})).toEqual({
    agreed: {},
    asked: { 'certificate-desk': first },
  });
  expect(partSealKeys({ 'certificate-desk': first, me: further }, { 'certificate-desk': first })).toEqual({
    agreed: { 'certificate-desk': first },
    asked: { me: further },
  });
});

test('a further key in place of an agreed one waits, and the earlier one is used no more', () => {
  expect(partSealKeys({ 'certificate-desk': further }, { 'certificate-desk': first })).toEqual({
    agreed: {},
    asked: { 'certificate-desk': further },
  });
  expect(partSealKeys({}, { 'certificate-desk': first })).toEqual({ agreed: {}, asked: {} });
});

test('keys with one letter changed have other fingerprints, in groups for the phone', () => {
  expect(sealKeyFingerprint(first)).toMatch(/^(?:[0-9a-f]{4} ){5}[0-9a-f]{4}$/);
  expect(sealKeyFingerprint(first)).not.toBe(sealKeyFingerprint('age1firsu'));
});
