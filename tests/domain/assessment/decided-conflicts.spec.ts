import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { readAnswerConflict } from '#domain/assessment/answer-conflict.ts';
import { decidedConflictsOf, keptDeviceOf, reopeningWrites } from '#domain/assessment/decided-conflicts.ts';
import { conflictPathsOf, type Document, valueAt } from '#domain/document/document.ts';
import { type Dot, dotOf, Path } from '#domain/document/op.ts';
import {
  after,
  anEmptyAssessment,
  otherDevice,
  ownDevice,
  type Written,
} from '#tests/support/builders/an-assessment.ts';

/** Document and ops after these writes; `n` is the time in seconds. */
function played(...writes: readonly (Written & { readonly over: readonly Dot[] })[]) {
  const ops = writes.map(({ by = ownDevice, n, path, value, over }) => ({
    dot: dotOf(by, n),
    path: Path.parse(path),
    stamp: [n * 1_000, 0] as const,
    value,
    over,
  }));
  return { document: after(anEmptyAssessment, ...writes), ops };
}
const mine = dotOf(ownDevice, 1);
const theirs = dotOf(otherDevice, 2);
const at = (path: string, n: number, value: JsonValue, over: readonly Dot[] = [], by = ownDevice) => ({
  by,
  n,
  path,
  value,
  over,
});
const level = 'answers/D5.4/level';
const disputed = [at(level, 1, 2), at(level, 2, 3, [], otherDevice)];
const decidedIn = ({ document, ops }: ReturnType<typeof played>, sinceMs = 0) =>
  decidedConflictsOf(document, ops, sinceMs);

test('a decision names its person, the kept version and the replaced values', () => {
  const [decidedConflict, ...otherConflicts] = decidedIn(
    played(...disputed, at(level, 5, 3, [mine, theirs])),
  );
  expect(otherConflicts).toEqual([]);
  expect(decidedConflict).toMatchObject({
    question: 'D5.4',
    device: ownDevice,
    atMs: 5_000,
    registers: [
      {
        path: level,
        value: 3,
        former: [
          { device: ownDevice, value: 2 },
          { device: otherDevice, value: 3 },
        ],
      },
    ],
  });
  expect(decidedConflict && keptDeviceOf(decidedConflict)).toBe(otherDevice);
});

test('another value than those in conflict is nobody’s version', () => {
  const [decidedConflict] = decidedIn(played(...disputed, at(level, 5, 4, [mine, theirs])));
  expect(decidedConflict && keptDeviceOf(decidedConflict)).toBeNull();
});

test('a plain change, an older decision and one that was changed since are left out', () => {
  expect(decidedIn(played(at(level, 1, 2), at(level, 5, 3, [mine])))).toEqual([]);
  const decision = at(level, 5, 3, [mine, theirs]);
  expect(decidedIn(played(...disputed, decision), 6_000)).toEqual([]);
  expect(decidedIn(played(...disputed, decision, at(level, 6, 1, [dotOf(ownDevice, 5)])))).toEqual([]);
});

test('the writes that open it again make the same conflict, with the fields that changed along', () => {
  const reason = 'answers/D5.4/rationale';
  const before = played(
    ...disputed,
    at(reason, 3, 'Theirs.', [], otherDevice),
    at(level, 5, 2, [mine, theirs]),
    { ...at(reason, 6, 'Mine.', [dotOf(otherDevice, 3)]) },
  );
  const [decidedConflict] = decidedIn(before);
  const writes = decidedConflict ? reopeningWrites(decidedConflict) : [];
  expect(writes.map(({ path, value, beside }) => [path, value, beside])).toEqual([
    [reason, 'Theirs.', undefined],
    [level, 2, true],
    [level, 3, true],
  ]);
  const again: Document = after(
    before.document,
    ...writes.map(({ path, value, over }, n) => ({ n: 10 + n, path, value, over })),
  );
  expect(conflictPathsOf(again)).toEqual([level]);
});

test('a field that one side alone wrote stays with that side after its conflict is opened again', () => {
  const reason = 'answers/D5.4/rationale';
  const before = played(
    at(level, 1, 2),
    at(level, 2, 3, [], otherDevice),
    at(reason, 3, 'Theirs.', [], otherDevice),
    at(level, 5, 2, [mine, theirs]),
    at(reason, 6, null, [dotOf(otherDevice, 3)]),
  );
  const [decidedConflict] = decidedIn(before);
  const again = (decidedConflict ? reopeningWrites(decidedConflict) : []).map(({ path, value, over }, n) =>
    at(path, 10 + n, value, over),
  );
  const all = played(
    at(level, 1, 2),
    at(level, 2, 3, [], otherDevice),
    at(reason, 3, 'Theirs.', [], otherDevice),
    at(level, 5, 2, [mine, theirs]),
    at(reason, 6, null, [dotOf(otherDevice, 3)]),
    ...again,
  );
  const { sides } = readAnswerConflict(all.document, 'D5.4', all.ops, ownDevice);
  expect(
    sides.map(({ writers, document }) => [
      writers[0]?.device,
      valueAt(document, level),
      valueAt(document, reason),
    ]),
  ).toEqual([
    [ownDevice, 2, undefined],
    [otherDevice, 3, 'Theirs.'],
  ]);
});
