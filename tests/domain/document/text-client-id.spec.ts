import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeBase64 } from '#base/base64.ts';
import { createClientId, isClientIdOf, isUnboundClientId } from '#domain/document/text-client-id.ts';
import { withoutDeletedText, withoutTextContent } from '#domain/document/text-erasure.ts';
import { mergeTextUpdates, textStateVectorOf } from '#domain/document/text-update.ts';
import { DeviceId } from '#domain/ids.ts';
import { deviceA, deviceB } from '#tests/support/builders/ops.ts';
import { root, TextSession, wordsOf } from '#tests/support/builders/text-ops.ts';

const lastDevice = DeviceId.parse('f'.repeat(32));
const notUsed = (): boolean => false;

describe('[M4] the client ids of a device', () => {
  test.each([deviceA, DeviceId.parse('0'.repeat(32)), lastDevice])(
    '[M4] %s has ids of its own, beyond those that Yjs draws',
    (deviceId) => {
      for (const drawn of [0, 1, 2 ** 20 - 1, 2 ** 20, 2 ** 32 - 1]) {
        const client = createClientId(deviceId, drawn, notUsed);
        expect(Number.isSafeInteger(client)).toBe(true);
        expect(isClientIdOf(client, deviceId)).toBe(true);
        expect(isClientIdOf(client, deviceB)).toBe(false);
        expect(isUnboundClientId(client)).toBe(false);
      }
    },
  );

  test('[M4] an id of 32 bits was drawn by chance, a larger one was not', () => {
    expect([0, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1].map(isUnboundClientId)).toEqual([true, true, false, false]);
  });

  test('[M4] an id that the text has is never drawn again', () => {
    const used = new Set([createClientId(deviceA, 7, notUsed), createClientId(deviceA, 8, notUsed)]);
    const client = createClientId(deviceA, 7, (one) => used.has(one));
    expect(used.has(client)).toBe(false);
    expect(isClientIdOf(client, deviceA)).toBe(true);
    const last = createClientId(lastDevice, 2 ** 20 - 1, notUsed);
    expect(last).toBe(Number.MAX_SAFE_INTEGER);
    expect(createClientId(lastDevice, 2 ** 20 - 1, (one) => one === last)).toBe(last - 2 ** 20 + 1);
  });
});

test('[M4] the largest ids survive merging, state vectors, erasure and relative positions', () => {
  const [textSession, two] = [
    new TextSession(lastDevice, 2 ** 20 - 1),
    new TextSession(lastDevice, 2 ** 20 - 2),
  ];
  const first = textSession.type('first');
  two.receive(first);
  const merged = mergeTextUpdates(mergeTextUpdates(first, two.type(' second')), two.erase(0, 2));
  expect(wordsOf(merged)).toBe('rst second');
  expect(wordsOf(withoutDeletedText(merged))).toBe('rst second');
  expect(wordsOf(withoutTextContent(merged))).toBe('');
  expect(Y.decodeStateVector(decodeBase64(textStateVectorOf(merged)))).toEqual(
    new Map([
      [Number.MAX_SAFE_INTEGER, 5],
      [Number.MAX_SAFE_INTEGER - 1, 7],
    ]),
  );
  const text = two.document.getText(root);
  const position = Y.encodeRelativePosition(Y.createRelativePositionFromTypeIndex(text, 6));
  const read = new Y.Doc();
  Y.applyUpdate(read, decodeBase64(merged));
  read.getText(root).insert(0, '12345');
  const found = Y.createAbsolutePositionFromRelativePosition(Y.decodeRelativePosition(position), read);
  expect(found?.index).toBe(11);
});
