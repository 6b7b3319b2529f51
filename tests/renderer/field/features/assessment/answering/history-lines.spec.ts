import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { dotOf, Path } from '#domain/document/op.ts';
import { historyLinesOf } from '#renderer/field/features/assessment/answering/history-lines.ts';
import type { HistoryEntry } from '#renderer/store/api/store-api.ts';
import { otherDevice, ownDevice } from '#tests/support/builders/an-assessment.ts';

const minuteMs = 60_000;
const entry = (n: number, atMs: number, path: string, value: JsonValue, by = ownDevice): HistoryEntry => ({
  dot: dotOf(by, n),
  device: by,
  path: Path.parse(`answers/D1.1/${path}`),
  stamp: [atMs, 0],
  value,
  isText: false,
  where: 'laptop',
  held: false,
});
const kinds = (...historyEntries: readonly HistoryEntry[]) =>
  historyLinesOf(historyEntries, 'D1.1').map(({ what, device }) => [
    device === ownDevice ? 'own' : 'other',
    what,
  ]);

test('state and level of one answer are one line', () => {
  expect(kinds(entry(2, 5, 'level', 3), entry(1, 5, 'state', 'rated'))).toEqual([
    ['own', { kind: 'rating', rating: { state: 'rated', level: 3 } }],
  ]);
});

test('[B3] a level that a reviewer kept is a line of its own', () => {
  const override = { reason: 'Seen on site', level: 3, evidence: 'E1' };
  expect(kinds(entry(2, 9, 'override', override, otherDevice), entry(1, 5, 'level', 3))).toEqual([
    ['other', { kind: 'override' }],
    ['own', { kind: 'rating', rating: { state: 'rated', level: 3 } }],
  ]);
});

test('an answer without a level is a line of its own', () => {
  expect(kinds(entry(2, 5, 'level', null), entry(1, 5, 'state', 'declined'))).toEqual([
    ['own', { kind: 'rating', rating: { state: 'declined', level: null } }],
  ]);
});

test('edits that one person makes in one go are one line, however often saved', () => {
  const typed = [9, 6, 3, 1].map((minute, n) => entry(9 - n, minute * minuteMs, 'rationale', 'text'));
  expect(kinds(...typed)).toEqual([['own', { kind: 'reason' }]]);
  expect(kinds(entry(1, 50 * minuteMs, 'rationale', 'later'), ...typed)).toEqual([
    ['own', { kind: 'reason' }],
    ['own', { kind: 'reason' }],
  ]);
});

test('another person in between is never swallowed', () => {
  expect(
    kinds(
      entry(2, 3, 'rationale', 'c'),
      entry(1, 2, 'rationale', 'b', otherDevice),
      entry(1, 1, 'rationale', 'a'),
    ).map(([who]) => who),
  ).toEqual(['own', 'other', 'own']);
});

test('each line gives the value before it, as far as this laptop knows', () => {
  const historyLines = historyLinesOf(
    [
      entry(6, 90 * minuteMs, 'rationale', 'Seen in the register.'),
      entry(5, 60 * minuteMs, 'level', 3),
      entry(4, 40 * minuteMs, 'rationale', 'Said in an interview.', otherDevice),
      entry(3, 30 * minuteMs, 'level', null, otherDevice),
      entry(2, 30 * minuteMs, 'state', 'ne', otherDevice),
    ],
    'D1.1',
  );
  expect(historyLines.map(({ before }) => before)).toEqual([
    { kind: 'text', text: 'Said in an interview.' },
    { kind: 'rating', rating: { state: 'ne', level: null } },
    null,
    null,
  ]);
});
