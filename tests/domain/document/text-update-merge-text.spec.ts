import { expect, test } from 'vitest';
import { encodeBase64 } from '#base/base64.ts';
import { dotOf } from '#domain/document/op.ts';
import {
  hasUnseenText,
  isStateVector,
  mergeTextUpdates,
  textStateVectorOf,
} from '#domain/document/text-update.ts';
import { aTextOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';

const first = aTextOp(dotOf(deviceA, 1), 'seen').text;
const second = aTextOp(dotOf(deviceB, 1), 'on site').text;

test.each([
  ['a number that goes on beyond the end', encodeBase64(new Uint8Array([0x80]))],
  ['two writers announced and one there', encodeBase64(new Uint8Array([2, 1, 1]))],
  ['nothing', ''],
  ['no base64', '?'],
])('%s is no state vector', (_, text) => {
  expect(isStateVector(text)).toBe(false);
});

test('the state vector of any text is one', () => {
  for (const text of [first, second, mergeTextUpdates(first, second)])
    expect(isStateVector(textStateVectorOf(text))).toBe(true);
});

test('a text is beyond vectors when some writer wrote more than each of them knows', () => {
  const both = mergeTextUpdates(first, second);
  expect(hasUnseenText(both, [textStateVectorOf(first)])).toBe(true);
  expect(hasUnseenText(both, [textStateVectorOf(first), textStateVectorOf(second)])).toBe(false);
  expect(hasUnseenText(first, [textStateVectorOf(both)])).toBe(false);
});
