import { expect, test } from 'vitest';
import type { JsonValue } from '#base/json.ts';
import { DocumentKind } from '#domain/document/op.ts';
import { knownDocumentKinds, schemaOfKind } from '#domain/kinds/document-kinds.ts';
import type { PathErasability, PathRule } from '#domain/path-rules/kind-schema.ts';
import { erasablePartsOfPath } from '#domain/privacy/path-privacy.ts';

const sentence = 'Words that a person wrote.';

const takes = ({ holds }: PathRule, value: JsonValue): boolean =>
  holds === 'text' ? typeof value === 'string' : holds.safeParse(value).success;
/** Return whether a person may write any sentence there, or a list of sentences. */
const takesWords = (pathRule: PathRule): boolean => takes(pathRule, sentence) || takes(pathRule, [sentence]);

/** Families of all kinds for which this holds, as `kind pattern`, each once. */
const familiesThat = (is: (pathRule: PathRule) => boolean): readonly string[] => [
  ...new Set(
    knownDocumentKinds.flatMap((documentKind) =>
      (schemaOfKind(documentKind) ?? []).filter(is).map(({ pattern }) => `${documentKind} ${pattern}`),
    ),
  ),
];
const familiesWith = (
  pathErasability: PathErasability,
  is: (pathRule: PathRule) => boolean,
): readonly string[] => familiesThat((rule) => rule.erasable === pathErasability && is(rule));

test('[E8] words can be erased alone, and the values computed from them', () => {
  expect(familiesWith('all', (rule) => !takesWords(rule))).toEqual([
    'assessment calculated/*/*',
    // A person may ask for the erasure of everything about a participation.
    'workshop participants/*/code',
    'workshop participants/*/function',
    'workshop participants/*/consents/*',
    'workshop participants/*/certificate',
    'workshop participants/*/name',
    'workshop participants/*/email',
    'workshop register-counts/*',
    'workshop attendance/*/*',
    'workshop test-sheets/*/sheet',
    'workshop evaluation-counts/*',
    'workshop follow-up-counts/*',
    'workshop reviewed-texts/*',
    // An answer or a link with its words.
    'request tests/*',
    'request decision',
    'request reopenings/*',
    'request links/*',
  ]);
});

test('[E8] of words only names of things, links and orders cannot be erased alone', () => {
  expect(familiesWith('never', takesWords)).toEqual([
    'mission checklist/*/order',
    'mission key-messages/*/order',
    'assessment instrument',
    'assessment instrument-before',
    // Their parts with words have rules of their own: see below.
    'assessment institution/**',
    'assessment screening/*',
    'assessment answers/*/evidence/**',
    'assessment comments/*/mark',
    'assessment comments/**',
    'assessment findings/*/about',
    'assessment recommendations/*/about',
    'assessment recommendations/*/findings',
    'assessment key-messages/*/order',
    'assessment review/points/*/about',
    'assessment state-comments/*/about',
    'workshop template',
    'workshop objectives/*/order',
    'workshop sessions/*/order',
    'workshop sessions/*/objectives',
    'workshop entries/*/session',
    'workshop entries/*/about',
    'workshop entries/*/order',
    'workshop lessons/*/applies',
    'workshop lessons/*/order',
    'action-plan items/*/recommendation',
    'action-plan items/*/dimension',
    'instrument title',
    'instrument id',
    'instrument version',
    'instrument languages',
    'workshop-template title',
    'request reference',
    'request languages',
    'programme name',
  ]);
});

test('[E8] of a decision with its reason in one value only earlier versions can be erased', () => {
  expect(familiesWith('past', (rule) => takesWords(rule) || !takes(rule, null))).toEqual([]);
  expect(familiesWith('past', () => true).length).toBeGreaterThan(0);
});

test('[E8] a status, day, number, id or removal cannot be erased alone', () => {
  const samples = [true, 1, '2026-11-24', '0190d0a0-0000-7000-8000-000000000001'];
  const isClosed = (pathRule: PathRule): boolean =>
    !takesWords(pathRule) && samples.some((sample) => takes(pathRule, sample));
  expect(familiesThat((rule) => isClosed(rule) && rule.erasable !== 'never')).toEqual([]);
  expect(familiesThat(isClosed).length).toBeGreaterThan(20);
});

test.each([
  ['institution/name', true],
  ['institution/type', false],
  ['answers/D1.1/evidence/e1/title', true],
  ['answers/D1.1/evidence/e1/holder', true],
  ['answers/D1.1/evidence/e1/date', false],
  ['answers/D1.1/evidence/e1/kind', false],
  ['answers/D1.1/evidence/e1/strength', false],
  ['answers/D1.1/evidence/e1/removed', false],
  ['comments/c1/text', true],
  ['comments/c1/about', false],
  ['comments/c1/mark', false],
  ['comments/c1/removed', false],
] as const)('[E8] the record part %s can be erased alone: %s', (path, may) => {
  expect(erasablePartsOfPath(DocumentKind.parse('assessment'), path)).toEqual(may ? ['all', 'past'] : []);
});

test.each([
  ['participant', 'name'],
  ['constructor', 'title'],
  ['assessment', 'hotel/room'],
  ['assessment', ''],
])('[E8] a path without a classification cannot be erased (%s %s)', (kind, path) => {
  expect(erasablePartsOfPath(DocumentKind.parse(kind), path)).toEqual([]);
});
