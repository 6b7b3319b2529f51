import { instrumentDifference } from '#domain/instrument/difference/difference.ts';
import type { Diagnostic } from '#domain/instrument/import/diagnostic.ts';
import { Instrument } from '#domain/instrument/instrument.ts';
import { lead, minutesAgo } from '#renderer/console/stories/sample-people.ts';
import type { ShownSheet } from './import-messages.ts';
import type { LibraryRow } from './library.ts';
import { listProblems } from './sheet-problems.ts';
import type { ReadQuestionnaire } from './workbench.ts';

// Invented questionnaires for the stories and tests of the library.

const edition = (version: string, status: LibraryRow['edition']['status'], minutes: number): LibraryRow => ({
  edition: {
    ref: `water-points@${version}`,
    id: 'water-points',
    version,
    title: 'Water points in districts without a network',
    languages: ['en', 'fr', 'ar'],
    questions: 42,
    hash: 'a'.repeat(64),
    status,
  },
  publishedAtMs: minutesAgo(minutes),
  publishedBy: lead,
});

export const sampleLibrary: readonly LibraryRow[] = [
  edition('2026.2', 'published', 90),
  edition('2026.1', 'retired', 60_000),
];

const question = (name: string, more: object = {}): object => ({
  kind: 'question',
  qid: name,
  name,
  type: 'text',
  ...more,
});

const sampleInstrument = (version: string, nodes: readonly object[]): Instrument =>
  Instrument.parse({
    id: 'water-points',
    version,
    title: { en: 'Water points in districts without a network' },
    languages: ['en', 'ar'],
    defaultLanguage: 'en',
    rootName: 'data',
    nodes,
    choiceLists: [],
    settings: {},
  });

const village = question('village', { label: { en: 'Name of the village', ar: 'اسم القرية' } });
export const formerForm = sampleInstrument('2026.2', [
  village,
  question('depth', { label: { en: 'Depth', ar: 'العمق' } }),
  question('owner', { label: { en: 'Who owns it?', ar: 'من يملكها؟' } }),
]);
export const newForm = sampleInstrument('2026.3', [
  village,
  question('depth', {
    type: 'decimal',
    label: { en: 'Depth in metres', ar: 'العمق بالأمتار' },
    relevant: "${works} = 'yes'",
  }),
  {
    kind: 'repeat',
    qid: 'pumps',
    name: 'pumps',
    label: { en: 'Pumps', ar: 'المضخات' },
    nodes: [question('works', { type: 'select_one', label: { en: 'Does it work?', ar: 'هل تعمل؟' } })],
  },
]);
export const sampleDifference = instrumentDifference(formerForm, newForm);

const sheets: readonly ShownSheet[] = [
  {
    name: 'survey',
    rows: [
      { row: 1, cells: ['type', 'name', 'label::en', 'label::ar', 'relevant'] },
      { row: 2, cells: ['text', 'village', 'Name of the village', 'اسم القرية', ''] },
      { row: 3, cells: ['decimel', 'depth', 'Depth in metres', 'العمق بالأمتار', "${works} = 'yes'"] },
      { row: 5, cells: ['note', '', 'Thank you', 'شكراً', ''] },
    ],
  },
  {
    name: 'choices',
    rows: [
      { row: 1, cells: ['list_name', 'name', 'label::en'] },
      { row: 2, cells: ['yes_no', 'yes', 'Yes'] },
    ],
  },
];

const problems: readonly Diagnostic[] = [
  {
    severity: 'warning',
    code: 'name.missing',
    message: 'This note has no name: it gets one from its row.',
    sheet: 'survey',
    row: 5,
    column: 'B',
  },
  {
    severity: 'error',
    code: 'type.unknown',
    message: 'There is no type "decimel".',
    fix: 'Did you mean "decimal"?',
    sheet: 'survey',
    row: 3,
    column: 'A',
  },
  { severity: 'warning', code: 'settings.version', message: 'The settings name no version: it counts as 1.' },
];

/** A workbook that cannot be used yet. */
export const faultyWorkbook: ReadQuestionnaire = {
  file: 'water-points.xlsx',
  sheets,
  problems: listProblems(problems),
  instrument: null,
};

/** The same after its author mended it. */
export const mendedWorkbook: ReadQuestionnaire = {
  ...faultyWorkbook,
  problems: listProblems(problems.filter(({ severity }) => severity === 'warning')),
  instrument: newForm,
};
