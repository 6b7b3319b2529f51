import { describe, expect, test } from 'vitest';
import { type Dot, dotOf, isTextOp, type Op, Path } from '#domain/document/op.ts';
import { anOp, deviceA, deviceB, deviceC } from '#tests/support/builders/ops.ts';
import { aPerson } from '#tests/support/builders/sample-ids.ts';
import { findFalseConflicts } from './false-conflicts.ts';
import { contentOf, Oracle } from './oracle.ts';

const older = anOp({ dot: dotOf(deviceA, 1), value: 'older', stamp: [1, 0] });
const newer = anOp({ dot: dotOf(deviceB, 1), value: 'newer', stamp: [2, 0] });

interface Branches {
  /** The colleague's op. */
  readonly replacing: Op;
  /** Ops of a copy of the laptop, and those in signed packs. */
  readonly others: readonly Op[];
  readonly signed: readonly Op[];
}

/** Both values as heads, the older one maybe under another number; `arrived`: all numbers that it came under. */
function judged(
  sawOlder: boolean,
  heads: readonly Op[] = [older, newer],
  wasEarlier = false,
  arrivedDots: readonly Dot[] = [older.dot],
  { replacing = newer, others = [], signed = [] }: Partial<Branches> = {},
) {
  const oracle = new Oracle();
  const by = (laptop: string) => ({ laptop, person: aPerson(), atMs: 0 });
  oracle.make([older], by('a'), [], new Map());
  const saw = new Set(sawOlder ? [contentOf(older)] : []);
  oracle.make([replacing], by('b'), [], new Map([[`${newer.doc} ${newer.path}`, saw]]));
  oracle.make(others, by('copy of a'), [], new Map());
  oracle.sign(signed);
  const { doc, kind, path } = older;
  const registers = {
    [path]: { heads: heads.map((op) => ({ ...op, value: isTextOp(op) ? null : op.value })) },
  };
  const documents = [{ doc, kind, registers }];
  return findFalseConflicts({
    documents,
    oracle,
    numbersOf: () => arrivedDots,
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

describe('a replaced value that came back where its number names the value of another branch as well', () => {
  const again = { ...older, dot: dotOf(deviceC, 1) };
  const branch = { ...older, value: 'on the other branch', stamp: [1, 1] } as const;

  function judgedBranches({
    others = [branch],
    signed = others,
    replacing = { ...newer, over: [older.dot] },
    head = again,
  }: Partial<Branches> & { readonly head?: Op }) {
    return judged(true, [head, replacing], false, [older.dot, head.dot], { replacing, others, signed });
  }

  test('is no false conflict: the colleague may have meant either', () => {
    expect(judgedBranches({})).toEqual([]);
  });

  test.each([
    ['the other branch’s op was in no pack', { signed: [] }],
    ['only this branch’s op was in a pack', { signed: [older] }],
    ['the other branch wrote another register', { others: [{ ...branch, path: Path.parse('purpose') }] }],
    ['the number names one value alone', { others: [] }],
    ['the colleague replaced another number', { replacing: { ...newer, over: [again.dot] } }],
    ['its own laptop replaced it', { replacing: { ...newer, dot: dotOf(deviceA, 2), over: [older.dot] } }],
    [
      'the laptop that made it again replaced it',
      { replacing: { ...newer, dot: dotOf(deviceC, 2), over: [older.dot] } },
    ],
    ['it came back under its own number', { head: older }],
  ])('is a false conflict where %s', (_, part) => {
    expect(judgedBranches(part)).toMatchObject([{ invariant: 'false conflict' }]);
  });
});

test.each([
  ['values whose writers had not seen each other', false, [older, newer], false],
  ['one value alone', true, [newer], false],
  ['the same of an earlier version', true, [older, newer], true],
] as const)('no false conflict: %s', (_, sawOlder, heads, wasEarlier) => {
  expect(judged(sawOlder, heads, wasEarlier)).toEqual([]);
});
