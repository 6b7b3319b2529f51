import { compareInstruments } from '#forms/model/compare-instruments.ts';
import { type Diagnostic, Instrument } from '#forms/model/instrument.ts';
import { listProblems, type ShownSheet } from './import-messages.ts';
import type { ReadQuestionnaire } from './workbench.ts';

const sampleQuestion = (name: string, more: object = {}): object => ({
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

const villageQuestion = sampleQuestion('village', { label: { en: 'Name of the village', ar: 'اسم القرية' } });
export const formerSampleForm = sampleInstrument('2026.2', [
  villageQuestion,
  sampleQuestion('depth', { label: { en: 'Depth', ar: 'العمق' } }),
  sampleQuestion('owner', { label: { en: 'Who owns it?', ar: 'من يملكها؟' } }),
]);
export const newSampleForm = sampleInstrument('2026.3', [
  villageQuestion,
  sampleQuestion('depth', {
    type: 'decimal',
    label: { en: 'Depth in metres', ar: 'العمق بالأمتار' },
    relevant: "${works} = 'yes'",
  }),
  {
    kind: 'repeat',
    qid: 'pumps',
    name: 'pumps',
    label: { en: 'Pumps', ar: 'المضخات' },
    nodes: [sampleQuestion('works', { type: 'select_one', label: { en: 'Does it work?', ar: 'هل تعمل؟' } })],
  },
]);
export const sampleDifference = compareInstruments(formerSampleForm, newSampleForm);

const sampleSheets: readonly ShownSheet[] = [
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

const sampleProblems: readonly Diagnostic[] = [
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
  sheets: sampleSheets,
  problems: listProblems(sampleProblems),
  instrument: null,
};

/** The same after its author corrected it. */
export const correctedWorkbook: ReadQuestionnaire = {
  ...faultyWorkbook,
  problems: listProblems(sampleProblems.filter(({ severity }) => severity === 'warning')),
  instrument: newSampleForm,
};
