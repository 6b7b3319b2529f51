import { describe, expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import { countOpsForPack, utf8ByteLength } from '#sync/protocol/pack-size.ts';
import { anOp, aTextOp, deviceA } from '#tests/support/builders/ops.ts';

describe('how many ops a pack takes', () => {
  const valueOps = Array.from({ length: wireLimits.packOps + 5 }, (_, at) =>
    anOp({ dot: dotOf(deviceA, at + 1), value: 'x'.repeat(1_000) }),
  );

  test('ends where the budget ends, and never before the first', () => {
    // 512 bytes for the pack, and 160 beside the 1,002 of each value.
    expect(countOpsForPack(valueOps, 512 + 3 * 1_162)).toBe(3);
    expect(countOpsForPack(valueOps, 512 + 3 * 1_162 - 1)).toBe(2);
    expect(countOpsForPack(valueOps, 512 + 1_162)).toBe(1);
    expect(countOpsForPack(valueOps, 0)).toBe(1);
  });

  test('ends at the pack size limit, regardless of the budget', () => {
    const roomBytes = wireLimits.packBytes - 512;
    expect(countOpsForPack(valueOps, Number.MAX_SAFE_INTEGER)).toBe(Math.floor(roomBytes / 1_162));
    const small = valueOps.map((op) => ({ ...op, value: 1 }));
    expect(countOpsForPack(small, Number.MAX_SAFE_INTEGER)).toBe(Math.floor(roomBytes / 161));
  });

  test('counts the replaced dots of an op, and a text by its update', () => {
    const replacing = valueOps.map((op) => ({ ...op, over: [dotOf(deviceA, 700), dotOf(deviceA, 701)] }));
    expect(countOpsForPack(replacing, 512 + 2 * (1_162 + 120))).toBe(2);
    expect(countOpsForPack(replacing, 512 + 2 * (1_162 + 120) - 1)).toBe(1);
    const textOp = aTextOp(dotOf(deviceA, 1), 'y'.repeat(500));
    const bytes = 160 + textOp.text.length;
    expect([
      countOpsForPack([textOp, textOp], 512 + 2 * bytes),
      countOpsForPack([textOp, textOp], 511 + 2 * bytes),
    ]).toEqual([2, 1]);
  });
});

test.each([
  '\u007f',
  '\u0080',
  '\u07ff',
  '\u0800',
  '\ud7ff',
  '\ue000',
  '\uffff',
  '\u{10000}',
  '\u{10ffff}',
  'aé√😀',
])('bytes of a text are those of UTF-8: %j', (text) => {
  expect(utf8ByteLength(text)).toBe(new TextEncoder().encode(text).length);
});
