import { expect, test } from 'vitest';
import { dotOf } from '#domain/document/op.ts';
import type { Document } from '#domain/document/document.ts';
import type { DocumentId } from '#domain/ids.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { conflictDecisionsOf } from '#renderer/field/features/conflicts/conflict-decisions.ts';
import {
  joinConflictingTexts,
  parseWrittenValue,
  valuesToWrite,
} from '#renderer/field/features/conflicts/written-value.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { after, anEmptyWorkshop, deviceA, deviceB } from '#tests/support/builders/a-workshop.ts';
import { aConflict, first, head, second } from './a-conflict.ts';

const noDocuments: ReadonlyMap<DocumentId, Document> = new Map();
const only = (...entries: readonly ReturnType<typeof aConflict>[]) => {
  const [decision, ...more] = conflictDecisionsOf(entries, noDocuments);
  if (decision === undefined || more.length > 0) expect.unreachable('exactly one decision was meant');
  return decision;
};

test('[M1] all values are shown, the newest first, each with who wrote it and when', () => {
  const { values } = only(aConflict('answers/D5.4/level', [head(1, 10, 2), head(2, 20, 3)]));
  expect(values.map(({ value, writers }) => [value, writers])).toEqual([
    [3, [{ device: second, atMs: 20 }]],
    [2, [{ device: first, atMs: 10 }]],
  ]);
});

test('an assessment is called by its institution, since many of them have the same title', () => {
  const conflict = aConflict('answers/D5.4/level', [head(1, 10, 2), head(2, 20, 3)]);
  const document = anAssessment({ 'institution/name': 'Public Prosecution Service' });
  const [named] = conflictDecisionsOf([conflict], new Map([[conflict.doc, document]]));
  expect([named?.record, only(conflict).record]).toEqual(['Public Prosecution Service', 'Police']);
});

test('[M3] equal values are one to a person, with all who wrote it', () => {
  const { values } = only(aConflict('answers/D5.4/level', [head(1, 10, 2), head(2, 20, 3), head(3, 30, 2)]));
  expect(values.map(({ value, writers }) => [value, writers.length])).toEqual([
    [2, 2],
    [3, 1],
  ]);
});

test('[M3] deciding lists every head, also of those that are shown as one', () => {
  const { over } = only(aConflict('title', [head(1, 10, 'A'), head(2, 20, 'B'), head(3, 30, 'A')]));
  expect([...over.values()].flat()).toHaveLength(3);
});

test('state and level of one answer are decided together, each as its writer left them', () => {
  const decision = only(
    aConflict('answers/D5.4/state', [head(1, 10, 'rated'), head(2, 20, 'na')]),
    aConflict('answers/D5.4/level', [head(1, 11, 2), head(2, 21, null)]),
  );
  expect(decision.values.map(({ keep }) => keep)).toEqual([
    [
      { path: 'answers/D5.4/state', value: 'na' },
      { path: 'answers/D5.4/level', value: null },
    ],
    [
      { path: 'answers/D5.4/state', value: 'rated' },
      { path: 'answers/D5.4/level', value: 2 },
    ],
  ]);
  expect([...decision.over.keys()]).toEqual(['answers/D5.4/state', 'answers/D5.4/level']);
});

test('a third level is written to state and level alike', () => {
  const decision = only(
    aConflict('answers/D5.4/state', [head(1, 10, 'rated'), head(2, 20, 'na')]),
    aConflict('answers/D5.4/level', [head(1, 11, 2), head(2, 21, null)]),
  );
  const value = parseWrittenValue(decision.words, '4');
  expect(value === undefined ? null : valuesToWrite(decision, value)).toEqual([
    { path: 'answers/D5.4/state', value: 'rated' },
    { path: 'answers/D5.4/level', value: 4 },
  ]);
});

test('[M5] an item removed while edited is offered with its edits against the removal', () => {
  const workshop = after(
    anEmptyWorkshop,
    { by: deviceB, n: 1, path: 'sessions/s1/title', value: 'Opening' },
    { by: deviceA, n: 5, path: 'sessions/s1/removed', value: true },
    { by: deviceB, n: 9, path: 'sessions/s1/minutes', value: 60 },
  );
  const removal = {
    ...aConflict('sessions/s1/removed', [], workshopKind),
    heads: [{ dot: dotOf(deviceA, 5), stamp: [5, 0] as const, device: deviceA, value: true }],
  };
  const [decision] = conflictDecisionsOf([removal], new Map([[removal.doc, workshop]]));
  expect(decision?.wasEdited).toBe(true);
  expect(decision?.values.map(({ value, writers, keep }) => ({ value, writers, keep }))).toEqual([
    {
      value: false,
      writers: [{ device: deviceB, atMs: 9 }],
      keep: [{ path: 'sessions/s1/removed', value: false }],
    },
    {
      value: true,
      writers: [{ device: deviceA, atMs: 5 }],
      keep: [{ path: 'sessions/s1/removed', value: true }],
    },
  ]);
});

test('both texts can be kept as one, newest first; a title stays one line', () => {
  const reason = only(aConflict('answers/D5.4/rationale', [head(1, 10, 'older'), head(2, 20, 'newer')]));
  const title = only(aConflict('title', [head(1, 10, 'older'), head(2, 20, 'newer')]));
  expect(joinConflictingTexts(reason)).toBe('newer\n\nolder');
  expect(joinConflictingTexts(title)).toBe('newer / older');
});

test.each([
  ['levels', 'answers/D5.4/level', 2, 3],
  ['choices', 'answers/D5.4/state', 'na', 'ne'],
  ['texts that together are longer than the register holds', 'title', 'a'.repeat(300), 'b'.repeat(300)],
  ['a text and nothing', 'answers/D5.4/rationale', 'text', ''],
])('keeping both is not offered for %s', (_what, path, mine, theirs) => {
  expect(joinConflictingTexts(only(aConflict(path, [head(1, 10, mine), head(2, 20, theirs)])))).toBe(null);
});

test.each([
  ['minutes', 'sessions/s1/minutes', '75', 75],
  ['minutes', 'sessions/s1/minutes', 'an hour', undefined],
  ['day', 'from', '2026-11-24', '2026-11-24'],
  ['day', 'from', '24 November', undefined],
  ['title', 'title', '  ', undefined],
])('the text written for a %s in %s is parsed: "%s"', (_sort, path, written, value) => {
  const decision = only(aConflict(path, [head(1, 10, null), head(2, 20, 1)], workshopKind));
  expect(parseWrittenValue(decision.words, written)).toBe(value);
});
