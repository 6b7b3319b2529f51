import { expect, test } from 'vitest';
import { dotOf, type Op } from '#domain/document/op.ts';
import { bytesInRequest, fitOpsIntoPack } from '#sync/client/fit-pack.ts';
import { chainStartHash } from '#sync/protocol/hash.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { decodePayload } from '#sync/protocol/pack-codec.ts';
import { utf8ByteLength } from '#sync/protocol/pack-size.ts';
import { aLog, anOp, deviceA } from '#tests/support/builders/ops.ts';

const ops = (count: number, value: string): readonly Op[] =>
  Array.from({ length: count }, (_, at) => anOp({ dot: dotOf(deviceA, at + 1), value }));

test.each([
  ['short values', 'seen'],
  ['quotes, which grow in a request', '"'.repeat(60)],
  ['words of three bytes a letter', '证据'.repeat(40)],
])('[S6] a pack of %s fits its share of the request, and fills most of it', (_title, value) => {
  const budget = 20 * 1024;
  const { payload, count } = fitOpsIntoPack(aLog, chainStartHash, ops(2_000, value), budget);
  expect(bytesInRequest(payload)).toBeLessThanOrEqual(budget);
  expect(bytesInRequest(payload)).toBeGreaterThan(budget / 2);
  const opened = decodePayload(payload);
  expect(opened.ok && opened.value.ops.length).toBe(count);
});

test('[P1] a pack keeps the limits of the wire, however large the request may be', () => {
  expect(fitOpsIntoPack(aLog, chainStartHash, ops(2_500, ''), 1024 * 1024).count).toBe(wireLimits.packOps);
  const { payload } = fitOpsIntoPack(aLog, chainStartHash, ops(100, 'x'.repeat(10_000)), 1024 * 1024);
  expect(utf8ByteLength(payload)).toBeLessThanOrEqual(wireLimits.packBytes);
});

test('one op goes, even when it is larger than its share', () => {
  expect(fitOpsIntoPack(aLog, chainStartHash, ops(3, 'x'.repeat(40_000)), 1_024).count).toBe(1);
});
