import { describe, expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import { holdsWordsOfPeople } from '#domain/path-rules/path-classes.ts';
import { findPersonalData } from '#domain/privacy/find-personal-data.ts';
import {
  confirmedHitKeys,
  findUncheckedTexts,
  hasUnconfirmedHits,
  mayHoldFreeText,
  unconfirmedHitsIn,
  valuesWithoutHits,
} from '#domain/privacy/find-unchecked-texts.ts';
import { personalDataHitKey } from '#domain/privacy/personal-data-hit.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';

const address = 'unit@institution.example';
const [hit] = findPersonalData(address);
if (hit === undefined) throw new Error('an address is found');
const key = personalDataHitKey(hit);

/** Paths of free texts, one of each kind, and paths of other registers. */
const freeTexts: readonly (readonly [kind: string, path: string])[] = [
  ['assessment', 'answers/D5.4/rationale'],
  ['workshop', 'entries/e1/speaker'],
  ['workshop', 'lessons/l1/cause'],
  ['request', 'contact'],
  ['request', 'remarks'],
  ['action-plan', 'items/i1/progress'],
  ['mission', 'national/D2.5'],
];
const kinds = [...new Set(freeTexts.map(([kind]) => kind)), 'instrument'];

describe('[E2] the check of personal data', () => {
  const isChecked = (kind: string, path: string) =>
    hasUnconfirmedHits({ kind, path, value: `Ask ${address}` }, [], [], new Set());

  test.each(freeTexts)(
    'reads the free text of a %s at %s, and no such path of another kind',
    (kind, path) => {
      for (const one of kinds) {
        expect([one, isChecked(one, path)]).toEqual([one, one === kind]);
        expect([one, mayHoldFreeText(one, path)]).toEqual([one, one === kind]);
      }
    },
  );

  test('reads all words of people, except those that their rule leaves out', () => {
    const left = knownDocumentKinds.flatMap((documentKind) =>
      (schemaOfKind(documentKind) ?? [])
        .filter(holdsWordsOfPeople)
        .map(({ pattern }) => pattern)
        .filter((pattern) => !mayHoldFreeText(documentKind, pattern))
        .map((pattern) => `${documentKind} ${pattern}`),
    );
    // Names of records, institutions and functions; decisions that others wait for; texts of headquarters.
    expect(left).toEqual([
      'mission title',
      'mission meetings/*/institution',
      'assessment title',
      'assessment institution/name',
      'assessment answers/*/override',
      'assessment calculated/*/*',
      'assessment recommendations/*/addressee',
      'assessment review/points/*/text',
      'assessment review/approval',
      'assessment review/superseded',
      'assessment sign-off/adviser',
      'assessment state-comments/*/from',
      'workshop sessions/*/lead',
      'action-plan title',
      'action-plan items/*/lead',
      'action-plan items/*/supporting',
      'action-plan items/*/counterpart',
      'action-plan items/*/funding-line',
      'action-plan items/*/logframe',
      'request tests/*',
      'request decision',
      'request reopenings/*',
      'request links/*',
    ]);
  });

  test.each(kinds)('reads no state or status of a %s', (kind) => {
    expect([isChecked(kind, 'state'), mayHoldFreeText(kind, 'status')]).toEqual([false, false]);
  });

  test('reads answers of a form in words, and may find them in any answer', () => {
    const value = `Ask ${address}`;
    const asked = { kind: 'assessment', path: 'answers/remarks/value', value };
    expect(hasUnconfirmedHits(asked, [], [], new Set(['remarks']))).toBe(true);
    expect(hasUnconfirmedHits(asked, [], [], new Set(['other']))).toBe(false);
    expect(mayHoldFreeText('assessment', asked.path)).toBe(true);
    expect(mayHoldFreeText('workshop', asked.path)).toBe(false);
  });

  test.each([
    ['a text', `Ask ${address}`, true],
    ['one of several parts', { band: 'Low', reason: `Ask ${address}` }, true],
    ['one of several lines', ['A line', address], true],
    ['nothing', null, false],
    ['a number', 7, false],
    ['words that name nobody', 'Ask the registry', false],
  ])('finds %s', (_, value: JsonValue, isFound) => {
    const change = { kind: 'assessment', path: 'priorities/D5.4/override', value };
    expect(hasUnconfirmedHits(change, [], [], new Set())).toBe(isFound);
    expect(hasUnconfirmedHits(change, [], [key], new Set())).toBe(false);
  });

  test('ends with a confirmation, and begins again when that is withdrawn', () => {
    const withCheck = (isConfirmed: boolean) =>
      anAssessment({ 'answers/D5.4/rationale': address, [`text-checks/${key}`]: isConfirmed });
    expect(confirmedHitKeys(withCheck(true))).toEqual([key]);
    expect(confirmedHitKeys(withCheck(false))).toEqual([]);
    expect(findUncheckedTexts(withCheck(true), [])).toEqual([]);
    expect(findUncheckedTexts(withCheck(false), [])).toHaveLength(1);
    expect(unconfirmedHitsIn(`${address}, other@institution.example`, [], [key])).toMatchObject([
      { text: 'other@institution.example' },
    ]);
  });

  test('reads a text again for another roster, and for other questions in words', () => {
    const document = anAssessment({
      'answers/D5.4/rationale': 'As Assessor Gamma said',
      'answers/remarks/value': address,
    });
    const pathsFor = (roster: readonly string[], written: ReadonlySet<string>) =>
      findUncheckedTexts(document, roster, written).map(({ path }) => path);
    const [nobody, nothing]: [readonly string[], ReadonlySet<string>] = [[], new Set()];
    expect(pathsFor(nobody, nothing)).toEqual([]);
    expect(pathsFor(['Assessor Gamma'], nothing)).toEqual(['answers/D5.4/rationale']);
    expect(pathsFor(nobody, new Set(['remarks']))).toEqual(['answers/remarks/value']);
    expect(pathsFor(nobody, nothing)).toEqual([]);
  });
});

test.each([
  [`Ask ${address}`, ['', '…']],
  ['Ask the registry', ['Ask the registry', 'Ask the registry']],
  [
    { level: 3, reason: address, by: 'A ministry' },
    [
      { level: 3, reason: '', by: 'A ministry' },
      { level: 3, reason: '…', by: 'A ministry' },
    ],
  ],
  [null, [null, null]],
  [7, [7, 7]],
])('[E2] %j is sent without its hits as %j', (value: JsonValue, forms) => {
  const other = { ...hit, text: 'other@institution.example' };
  expect(valuesWithoutHits(value, [other, hit])).toEqual(forms);
});
