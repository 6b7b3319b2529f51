import { expect, test } from 'vitest';
import { toBase64 } from '#domain/base/base64.ts';
import { dotOf } from '#domain/document/dot.ts';
import { isBeyond, isStateVector, mergeText, stateVectorOf } from '#domain/document/merge-text.ts';
import { aTextOp, deviceA, deviceB } from '#tests/builders/ops.ts';

const first = aTextOp(dotOf(deviceA, 1), 'seen').text;
const second = aTextOp(dotOf(deviceB, 1), 'on site').text;

test.each([
  ['a number that goes on beyond the end', toBase64(new Uint8Array([0x80]))],
  ['two writers announced and one there', toBase64(new Uint8Array([2, 1, 1]))],
  ['nothing', ''],
  ['no base64', '?'],
])('%s is no state vector', (_, text) => {
  expect(isStateVector(text)).toBe(false);
});

test('the state vector of any text is one', () => {
  for (const text of [first, second, mergeText(first, second)])
    expect(isStateVector(stateVectorOf(text))).toBe(true);
});

test('a text is beyond vectors when some writer wrote more than each of them knows', () => {
  const both = mergeText(first, second);
  expect(isBeyond(both, [stateVectorOf(first)])).toBe(true);
  expect(isBeyond(both, [stateVectorOf(first), stateVectorOf(second)])).toBe(false);
  expect(isBeyond(first, [stateVectorOf(both)])).toBe(false);
});
