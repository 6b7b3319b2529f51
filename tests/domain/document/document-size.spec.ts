import { describe, expect, test } from 'vitest';
import type { Register } from '#domain/document/document.ts';
import {
  checkCapacity,
  documentLimits,
  emptyDocumentSize,
  registerSizeBytes,
  sizeAfterChange,
} from '#domain/document/document-size.ts';
import { DocumentKind, dotOf, Path } from '#domain/document/op.ts';
import { anOp, aTextOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';

const op = anOp();
const head = (n: number) => ({ dot: dotOf(deviceB, n), stamp: op.stamp, value: n });
const withHeads = (count: number): Register => ({
  heads: Array.from({ length: count }, (_, at) => head(at + 1)),
});
const refusalOf = (asked: ReturnType<typeof checkCapacity>) => (asked.ok ? 'room' : asked.refusal.kind);

test.each([
  ['programme', 6_000],
  ['request', 1_000],
])('[J5] a %s takes no register beyond its bound, and changes in those that it has', (kind, most) => {
  const write = anOp({ kind: DocumentKind.parse(kind) });
  const full = { registers: most, bytes: 1_000 };
  expect(refusalOf(checkCapacity(write, { ...full, registers: most - 1 }, undefined))).toBe('room');
  expect(refusalOf(checkCapacity(write, full, undefined))).toBe('documentFull');
  expect(refusalOf(checkCapacity(write, full, withHeads(1)))).toBe('room');
});

describe('the size of a document', () => {
  test.each(['centre', 'مركز\u0000', 'ࠀ中', 'a 😀 pair', 'half \ud83d', '\ude00\ud83d'])(
    'is the bytes of its JSON in UTF-8, within one comma: %j',
    (value) => {
      const path = Path.parse('title');
      const register: Register = { heads: [{ ...head(1), value }], text: 'AAAA' };
      const bytes = new TextEncoder().encode(JSON.stringify({ [path]: register })).length;
      expect(registerSizeBytes(path, register) + 1).toBe(bytes);
      expect(sizeAfterChange(emptyDocumentSize, path, undefined, register)).toEqual({
        registers: 1,
        bytes: bytes + 1,
      });
    },
  );
});

describe('[J5] the room in a document', () => {
  test('ends at the number of registers, but not for a register that is there', () => {
    const full = { registers: documentLimits.registers, bytes: 2 };
    expect(refusalOf(checkCapacity(op, full, undefined))).toBe('documentFull');
    expect(refusalOf(checkCapacity(op, full, withHeads(1)))).toBe('room');
    expect(refusalOf(checkCapacity(op, { ...full, registers: full.registers - 1 }, undefined))).toBe('room');
  });

  test('ends at the bytes', () => {
    expect(refusalOf(checkCapacity(op, { registers: 1, bytes: documentLimits.bytes }, undefined))).toBe(
      'documentFull',
    );
    // Its path, its value, and 200 for the rest of the entry.
    const bytes = documentLimits.bytes - (op.path.length + JSON.stringify(op.value).length + 200);
    expect(refusalOf(checkCapacity(op, { registers: 1, bytes }, undefined))).toBe('room');
    expect(refusalOf(checkCapacity(op, { registers: 1, bytes: bytes + 1 }, undefined))).toBe('documentFull');
  });

  test('ends at the heads of one register, but not for a write that replaces them', () => {
    const register = withHeads(documentLimits.dots);
    expect(refusalOf(checkCapacity(op, emptyDocumentSize, register))).toBe('registerFull');
    const over = register.heads.map(({ dot }) => dot);
    expect(refusalOf(checkCapacity(anOp({ over }), emptyDocumentSize, register))).toBe('room');
  });

  test('ends at the dead dots of one register', () => {
    const over = Array.from({ length: documentLimits.dots }, (_, at) => dotOf(deviceB, at + 1));
    expect(refusalOf(checkCapacity(anOp({ over }), emptyDocumentSize, undefined))).toBe('registerFull');
  });

  test('ends at the letters of one text', () => {
    const more = aTextOp(dotOf(deviceA, 1), 'more');
    const withLetters = (count: number): Register => ({ heads: [], text: 'A'.repeat(count) });
    const left = documentLimits.text - more.text.length;
    expect(refusalOf(checkCapacity(more, emptyDocumentSize, withLetters(left)))).toBe('room');
    expect(refusalOf(checkCapacity(more, emptyDocumentSize, withLetters(left + 1)))).toBe('registerFull');
    expect(refusalOf(checkCapacity(more, emptyDocumentSize, undefined))).toBe('room');
  });
});
