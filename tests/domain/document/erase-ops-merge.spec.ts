import { describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { mergeErasure } from '#domain/document/erase-ops.ts';
import { dotOf, type TextOp } from '#domain/document/op.ts';
import { withoutDeletedText } from '#domain/document/text-erasure.ts';
import { emptyTextUpdate } from '#domain/document/text-update.ts';
import { anOp, aTextOp, deviceA } from '#tests/support/builders/ops.ts';

const dot = dotOf(deviceA, 1);
const value = anOp({ dot, value: 'a name' });
const gone = { ...value, value: null, erased: true as const };

const typed = new Y.Doc();
typed.getText('note').insert(0, 'one two');
const whole = encodeBase64(Y.encodeStateAsUpdate(typed));
const without = (at: number, length: number): string => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, decodeBase64(whole));
  copy.getText('note').delete(at, length);
  return withoutDeletedText(encodeBase64(Y.encodeStateAsUpdate(copy)));
};
const erasedText = (text: string): TextOp => ({ ...aTextOp(dot, ''), text, erased: true });
const read = (text: string): string => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, decodeBase64(text));
  return copy.getText('note').toJSON();
};

describe('[E8] of two erasures that did not know of each other', () => {
  test('content erased in either is erased, and an op erased in neither is unchanged', () => {
    expect(mergeErasure(value, gone)).toEqual(gone);
    expect(mergeErasure(gone, value)).toBeNull();
    expect(mergeErasure(gone, gone)).toBeNull();
    expect(mergeErasure(value, value)).toBeNull();
  });

  test('a text keeps the content that both left, in both orders, and is then stable', () => {
    const [withoutOne, withoutTwo] = [erasedText(without(0, 4)), erasedText(without(4, 3))];
    for (const [here, told] of [
      [withoutOne, withoutTwo],
      [withoutTwo, withoutOne],
    ] as const) {
      const both = mergeErasure(here, told);
      if (both === null || !('text' in both)) throw new Error('More is erased');
      expect(read(both.text)).toBe('');
      expect(Buffer.from(both.text, 'base64').toString('latin1')).not.toMatch(/one|two/);
      expect(mergeErasure(both, told)).toBeNull();
    }
  });

  test('a text with its rest in another op is not restored', () => {
    expect(mergeErasure(erasedText(emptyTextUpdate), erasedText(without(0, 4)))).toBeNull();
    expect(mergeErasure(erasedText(without(0, 4)), erasedText(emptyTextUpdate))).toEqual(
      erasedText(emptyTextUpdate),
    );
  });
});
