import { expect, test } from 'vitest';
import { isTextOp, type Op, type Dot, dotOf } from '#domain/document/op.ts';
import { anOp, deviceA, deviceB } from '#tests/support/builders/ops.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';
import { findFalseConflicts } from './false-conflicts.ts';
import { contentOf, Oracle } from './oracle.ts';

const older = anOp({ dot: dotOf(deviceA, 1), value: 'older', stamp: [1, 0] });
const newer = anOp({ dot: dotOf(deviceB, 1), value: 'newer', stamp: [2, 0] });

/** Both values as heads, the older one maybe under another number; `arrived`: all numbers that it came under. */
function judged(
  sawOlder: boolean,
  heads: readonly Op[] = [older, newer],
  wasEarlier = false,
  arrived: readonly Dot[] = [older.dot],
) {
  const oracle = new Oracle();
  const by = (laptop: string) => ({ laptop, person: aPerson(), atMs: 0 });
  oracle.make([older], by('a'), [], new Map());
  const saw = new Set(sawOlder ? [contentOf(older)] : []);
  oracle.make([newer], by('b'), [], new Map([[`${newer.doc} ${newer.path}`, saw]]));
  const { doc, kind, path } = older;
  const registers = {
    [path]: { heads: heads.map((op) => ({ ...op, value: isTextOp(op) ? null : op.value })) },
  };
  const documents = [{ doc, kind, registers }];
  return findFalseConflicts({
    documents,
    oracle,
    numbersOf: () => arrived,
    hasEffect: () => true,
    wasEarlier: () => wasEarlier,
  });
}

test('a replaced value that came back under another number beside its successor is a false conflict', () => {
  const again = { ...older, dot: dotOf(deviceA, 7) };
  const found = [{ invariant: 'false conflict' }];
  expect(judged(true, [again, newer], false, [older.dot, again.dot])).toMatchObject(found);
  // Also where it never came under its own number.
  expect(judged(true, [again, newer], false, [again.dot])).toMatchObject(found);
});

test('no false conflict: a copy’s number of an unsent change came before its writer’s', () => {
  const again = { ...older, dot: dotOf(deviceA, 7) };
  for (const head of [older, again])
    expect(judged(true, [head, newer], false, [again.dot, older.dot])).toEqual([]);
});

test.each([
  ['values whose writers had not seen each other', false, [older, newer], false],
  ['one value alone', true, [newer], false],
  ['the same of an earlier version', true, [older, newer], true],
] as const)('no false conflict: %s', (_, sawOlder, heads, wasEarlier) => {
  expect(judged(sawOlder, heads, wasEarlier)).toEqual([]);
});
