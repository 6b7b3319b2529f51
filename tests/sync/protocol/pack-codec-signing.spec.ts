import { expect, test } from 'vitest';
import { chainStartHash } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { isPayloadOfDevice } from '#sync/protocol/pack-codec.ts';
import { aLog, deviceA, deviceB } from '#tests/support/builders/ops.ts';

/** A payload of one op, as long as asked for. */
function payloadOf(letters: number): string {
  const head = { v: 1, log: aLog, device: deviceA, first: 1, prev: chainStartHash, ops: { v: [''] } };
  const shortest = JSON.stringify(head).length;
  return JSON.stringify({ ...head, ops: { v: ['x'.repeat(letters - shortest)] } });
}

test('[P1] a device signs payloads of its own alone, and no text that is none', () => {
  const payload = payloadOf(400);
  expect([isPayloadOfDevice(deviceA, payload), isPayloadOfDevice(deviceB, payload)]).toEqual([true, false]);
  for (const text of [
    '',
    'fieldbook recipients',
    '{}',
    '[]',
    payload.slice(1),
    payload.replace('"v":1', '"v":2'),
  ])
    expect(isPayloadOfDevice(deviceA, text)).toBe(false);
});

test('[P1] a device reads no text that is longer than four packs', () => {
  const most = 4 * wireLimits.packBytes;
  expect([most, most + 1].map((letters) => isPayloadOfDevice(deviceA, payloadOf(letters)))).toEqual([
    true,
    false,
  ]);
});
