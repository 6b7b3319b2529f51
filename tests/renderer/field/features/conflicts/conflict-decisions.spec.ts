import { expect, test } from 'vitest';
import { type Document, emptyDocument } from '#domain/document/document.ts';
import { dotOf } from '#domain/document/op.ts';
import type { DocumentId } from '#domain/ids.ts';
import { requestKind } from '#domain/request/request.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import {
  answerDecisionsOf,
  conflictDecisionsOf,
} from '#renderer/field/features/conflicts/conflict-decisions.ts';
import {
  joinConflictingTexts,
  parseWrittenValue,
} from '#renderer/field/features/conflicts/decision-card.tsx';
import { after as afterOps, anEmptyWorkshop, deviceA, deviceB } from '#tests/support/builders/a-workshop.ts';
import {
  after,
  anAssessment,
  anEmptyAssessment,
  otherDevice,
  ownDevice,
} from '#tests/support/builders/an-assessment.ts';
import { aConflict, first, head, second } from './a-conflict.ts';

const noDocuments: ReadonlyMap<DocumentId, Document> = new Map();
const only = (...conflictEntries: readonly ReturnType<typeof aConflict>[]) => {
  const [conflictDecision, ...more] = conflictDecisionsOf(conflictEntries, noDocuments);
  if (conflictDecision === undefined || more.length > 0) expect.unreachable('exactly one decision was meant');
  return conflictDecision;
};

test('[M1] all values are shown, the newest first, each with who wrote it and when', () => {
  const { values } = only(aConflict('recommendations/r1/expected-level', [head(1, 10, 2), head(2, 20, 3)]));
  expect(values.map(({ value, writers }) => [value, writers])).toEqual([
    [3, [{ device: second, atMs: 20 }]],
    [2, [{ device: first, atMs: 10 }]],
  ]);
});

test('an assessment is called by its institution, since many of them have the same title', () => {
  const conflictEntry = aConflict('recommendations/r1/expected-level', [head(1, 10, 2), head(2, 20, 3)]);
  const document = anAssessment({ 'institution/name': 'Public Prosecution Service' });
  const [named] = conflictDecisionsOf([conflictEntry], new Map([[conflictEntry.doc, document]]));
  expect([named?.record, only(conflictEntry).record]).toEqual(['Public Prosecution Service', 'Police']);
});

test('[A4] a request, which has no title, is called by its authority', () => {
  const conflict = { ...aConflict('removed', [head(1, 10, true)], requestKind), title: '' };
  const request = emptyDocument(conflict.doc, requestKind);
  const document = after(request, { n: 1, path: 'authority', value: 'Ministry of Justice' });
  const [named] = conflictDecisionsOf([conflict], new Map([[conflict.doc, document]]));
  expect(named?.record).toBe('Ministry of Justice');
});

test('[A1] an assessment is called by the present name of its institution', () => {
  const conflictEntry = aConflict('recommendations/r1/expected-level', [head(1, 10, 2), head(2, 20, 3)]);
  const documents = new Map([[conflictEntry.doc, anAssessment({ 'institution/ref': 'entry' })]]);
  const institutionOf = (_: unknown, facts: Readonly<Record<string, unknown>>): string =>
    facts['institution/ref'] === 'entry' ? 'Ministry of Public Prosecution' : '';
  const [named] = conflictDecisionsOf([conflictEntry], documents, { institutionOf });
  expect(named?.record).toBe('Ministry of Public Prosecution');
});

test('[M3] equal values are one to a person, with all who wrote it', () => {
  const { values } = only(
    aConflict('recommendations/r1/expected-level', [head(1, 10, 2), head(2, 20, 3), head(3, 30, 2)]),
  );
  expect(values.map(({ value, writers }) => [value, writers.length])).toEqual([
    [2, 2],
    [3, 1],
  ]);
});

test('[M3] deciding lists every head, also of those that are shown as one', () => {
  const { over } = only(aConflict('title', [head(1, 10, 'A'), head(2, 20, 'B'), head(3, 30, 'A')]));
  expect([...over.values()].flat()).toHaveLength(3);
});

test('the own value comes first, before newer ones', () => {
  const conflictEntry = aConflict('title', [head(1, 10, 'mine'), head(2, 20, 'theirs')]);
  const [conflictDecision] = conflictDecisionsOf([conflictEntry], noDocuments, { own: first });
  expect(conflictDecision?.values.map(({ value }) => value)).toEqual(['mine', 'theirs']);
});

test('values of one answer are no decisions of their own: the answer is decided as a whole', () => {
  const document = after(
    anEmptyAssessment,
    { by: ownDevice, n: 1, path: 'answers/D5.4/level', value: 2, over: [] },
    { by: otherDevice, n: 1, path: 'answers/D5.4/level', value: 3, over: [] },
    { by: ownDevice, n: 2, path: 'answers/D5.4/rationale', value: 'a', over: [] },
    { by: otherDevice, n: 2, path: 'answers/D5.4/rationale', value: 'b', over: [] },
  );
  const conflictEntries = ['answers/D5.4/level', 'answers/D5.4/rationale'].map((path) =>
    aConflict(path, [head(1, 1, 2), head(2, 1, 3)]),
  );
  const documents = new Map([[document.doc, document]]);
  expect(conflictDecisionsOf(conflictEntries, documents)).toEqual([]);
  expect(answerDecisionsOf(conflictEntries, documents).map(({ question }) => question)).toEqual(['D5.4']);
});

test('[M5] an item removed while edited is offered with its edits against the removal', () => {
  const workshop = afterOps(
    anEmptyWorkshop,
    { by: deviceB, n: 1, path: 'sessions/s1/title', value: 'Opening' },
    { by: deviceA, n: 5, path: 'sessions/s1/removed', value: true },
    { by: deviceB, n: 9, path: 'sessions/s1/minutes', value: 60 },
  );
  const removal = {
    ...aConflict('sessions/s1/removed', [], workshopKind),
    heads: [{ dot: dotOf(deviceA, 5), stamp: [5, 0] as const, device: deviceA, value: true }],
  };
  const [conflictDecision] = conflictDecisionsOf([removal], new Map([[removal.doc, workshop]]));
  expect(conflictDecision?.wasEdited).toBe(true);
  expect(conflictDecision?.values.map(({ value, writers, keep }) => ({ value, writers, keep }))).toEqual([
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
  const reason = only(aConflict('findings/f1/text', [head(1, 10, 'older'), head(2, 20, 'newer')]));
  const title = only(aConflict('title', [head(1, 10, 'older'), head(2, 20, 'newer')]));
  expect(joinConflictingTexts(reason)).toBe('newer\n\nolder');
  expect(joinConflictingTexts(title)).toBe('newer / older');
});

test.each([
  ['levels', 'recommendations/r1/expected-level', 2, 3],
  ['choices', 'status', 'fieldwork', 'consolidated'],
  ['texts that together are longer than the register holds', 'title', 'a'.repeat(300), 'b'.repeat(300)],
  ['a text and nothing', 'findings/f1/text', 'text', ''],
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
  const conflictDecision = only(aConflict(path, [head(1, 10, null), head(2, 20, 1)], workshopKind));
  expect(parseWrittenValue(conflictDecision.description, written)).toBe(value);
});
