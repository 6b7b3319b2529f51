import { describe, expect, test } from 'vitest';
import { DocumentKind, dotOf } from '#domain/document/op.ts';
import { foldDocument } from '#renderer/store/db/fold-document.ts';
import { aDocument, aLog, anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';

const held = anOp({ dot: dotOf(deviceA, 1), kind: DocumentKind.parse('workshop'), stamp: [1, 0] });
const honest = anOp({ dot: dotOf(deviceB, 1) });
const fold = (...ops: readonly (typeof held)[]) =>
  foldDocument({
    log: aLog,
    doc: aDocument,
    ops,
    isHeld: (dot) => dot === held.dot,
    hasTaken: () => false,
  });

describe('[J5] a held op that names a record', () => {
  test('as another kind leaves the kind that the others say', () => {
    expect(fold(held, honest)?.kind).toBe(honest.kind);
    expect(Object.keys(fold(held, honest)?.registers ?? {})).toEqual([honest.path]);
  });

  test('that nobody else wrote in makes none', () => {
    expect(fold(held)).toBeUndefined();
  });
});
