import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  documentWith,
  plantedField,
  plantedKind,
  plantKindAndField,
} from '#tests/support/kinds/planted-kind.ts';

// A kind and a field that nobody has written code for: each surface must handle both by their descriptor and rule.

beforeAll(async () => {
  vi.resetModules();
  await plantKindAndField();
});
// Later files of this worker load the modules without the planted kind.
afterAll(() => vi.resetModules());

const address = 'unit@institution.example';
const day = (text: string): number => Date.parse(text);
const visit = documentWith(plantedKind, {
  title: 'Port of Arlandia',
  status: 'open',
  story: `A guard wrote from ${address}`,
  visitors: 2,
  'closed-on': '2027-01-15',
  'guests/g1/contact': address,
});
const mission = documentWith('mission', { title: 'Arlandia', funding: `Paid by ${address}` });
const reader = { person: null, written: new Set<string>() };

const loadSharing = () => import('#domain/privacy/sharing.ts');
const loadRetention = () => import('#domain/privacy/retention-due.ts');

/** One surface, the answer that it gives of the planted kind and field, and the expected one. */
const surfaces: readonly (readonly [surface: string, ask: () => Promise<unknown>, expected: unknown])[] = [
  [
    'the check of personal data holds their words',
    async () => {
      const { findUncheckedTexts } = await import('#domain/privacy/find-unchecked-texts.ts');
      return [visit, mission].map((one) => findUncheckedTexts(one, []).map(({ path }) => path));
    },
    [['story', 'guests/g1/contact'], ['funding']],
  ],
  [
    'the search finds their words',
    async () => {
      const { searchedTextsOf } = await import('#domain/search/searched-texts.ts');
      return [visit, mission].map((one) => searchedTextsOf(one, reader).map(({ path }) => path));
    },
    [
      ['title', 'story', 'guests/g1/contact'],
      ['title', 'funding'],
    ],
  ],
  [
    'the search index lists the kind',
    async () => (await import('#domain/search/searched-texts.ts')).isSearchedKind(plantedKind),
    true,
  ],
  [
    'the summary has the facts of the kind',
    async () => {
      const { summarizeDocument } = await import('#domain/kinds/document-summary.ts');
      return summarizeDocument(visit).facts;
    },
    { visitors: 2 },
  ],
  [
    'the focal point may erase their words alone',
    async () => {
      const { erasablePartsOfPath } = await import('#domain/privacy/path-privacy.ts');
      return [erasablePartsOfPath(plantedKind, 'story'), erasablePartsOfPath(mission.kind, 'funding')];
    },
    [
      ['all', 'past'],
      ['all', 'past'],
    ],
  ],
  [
    'retention erases a contact by the day of its own record, before the programme ends',
    async () => {
      const { recordFieldsOf, shortRetentionDue } = await loadRetention();
      const recordFields = recordFieldsOf(visit);
      return ['2027-12-01', '2028-01-15'].map((on) =>
        shortRetentionDue(recordFields, null, day(on)).groups.map(({ group }) => group),
      );
    },
    // Never listed more than 30 days ahead of its twelve months.
    [[], ['requestContact']],
  ],
  [
    'retention erases the field one year after the programme, before the mission',
    async () => {
      const { recordFieldsOf, shortRetentionDue } = await loadRetention();
      const due = shortRetentionDue(recordFieldsOf(mission), day('2026-01-01'), day('2027-02-01'));
      return due.fields.map(({ path }) => path);
    },
    [plantedField.pattern],
  ],
  [
    'the retention clocks of laptop and server read records of the kind before the programme ends',
    async () => {
      const { kindsWhere } = await import('#domain/kinds/kind-descriptors.ts');
      return kindsWhere(({ retention }) => retention !== null);
    },
    ['workshop', 'request', plantedKind],
  ],
  [
    'sharing shows a State the record by its status, and only fields for the audience',
    async () => {
      const { sharedDocumentFor } = await loadSharing();
      const to = { kind: 'state', country: 'XA' } as const;
      const closed = documentWith(plantedKind, { title: 'Port', status: 'closed', story: 'Words' });
      return [visit, closed, mission].map((one) =>
        Object.keys(sharedDocumentFor(to, one, { country: 'XA', plans: [] })?.registers ?? {}),
      );
    },
    [[], ['title', 'status'], ['title']],
  ],
  [
    'an export for outsiders leaves out fields for inside',
    async () => {
      const { withoutInsideFields } = await loadSharing();
      return [visit, mission].map((one) => Object.keys(withoutInsideFields(one).registers));
    },
    [['title', 'status', 'visitors'], ['title']],
  ],
  [
    'undo takes back a write, a removed item and a whole record',
    async () => {
      const undo = await import('#domain/kinds/undo-paths.ts');
      return [
        undo.isUndoablePath(plantedKind, 'story'),
        undo.isUndoablePath(mission.kind, 'funding'),
        undo.removableItemOf(plantedKind, 'guests/g1/contact'),
        undo.mayRemoveRecord(plantedKind),
      ];
    },
    [true, true, 'guests/g1', true],
  ],
  [
    'the dialog of a field knows its longest text',
    async () => {
      const { longestTextAt } = await import('#domain/kinds/longest-text.ts');
      return [longestTextAt(plantedKind, 'story'), longestTextAt('mission', 'funding')];
    },
    [2_000, 300],
  ],
  [
    'reports read records of the kind',
    async () => (await import('#domain/kinds/kind-descriptors.ts')).isReportedKind(plantedKind),
    true,
  ],
  [
    'held ops of the kind may be released',
    async () => (await import('#domain/kinds/permit.ts')).isReleasableKind(plantedKind),
    true,
  ],
];

describe('a planted kind and a planted field of a mission', () => {
  test.each(surfaces)('%s', async (_, ask, expected) => {
    expect(await ask()).toEqual(expected);
  });
});
