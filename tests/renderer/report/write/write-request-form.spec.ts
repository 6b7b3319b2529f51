import { describe, expect, it } from 'vitest';
import { emptyRequestForm, type RequestForm } from '#domain/request/request.ts';
import { readRequestFile } from '#domain/request/request-file.ts';
import type { RequestFileKind } from '#domain/request/request-form-rows.ts';
import { importRequest } from '#domain/request/request-import.ts';
import { stateNameIn } from '#domain/states/state-names.ts';
import { ReportLanguage } from '#renderer/i18n/language.ts';
import {
  allRequestFormWords,
  requestFormWordsIn,
  writeRequestForm,
} from '#renderer/report/write/write-request-form.ts';
import { fillExcelForm, fillWordForm, withPart } from '#tests/support/files/filled-request-form.ts';
import { elementsOf, partOf } from '#tests/support/files/office-files.ts';

const words = allRequestFormWords('en');

function imported(fileBytes: Uint8Array) {
  const texts = readRequestFile(fileBytes);
  if (!texts.ok) throw new Error(texts.refusal);
  const read = importRequest(texts.value, words);
  if (!read.ok) throw new Error(read.refusal);
  return read.value;
}

/** Answers of a State in all fields, as both programs store them. */
const expected: RequestForm = {
  reference: 'NV/14 & <2026>',
  state: 'CI',
  authority: 'Ministère de la Justice',
  contact: 'Direction des affaires pénales, directeur',
  channel: 'ministry-letter',
  'received-on': '2026-10-05',
  areas: ['D2', 'D4'],
  support: ['training'],
  purpose: 'First line\nالسطر الثاني',
  'has-recommendation': true,
  recommendation: 'CTED 2025/3',
  'other-support': '无',
  'wanted-from': '2027-01-11',
  'wanted-to': '2027-02-20',
  languages: ['français', 'العربية'],
  attachments: ['Annexe 1'],
  remarks: 'Rien de plus',
};

const typed = (language: ReportLanguage) => ({
  reference: expected.reference,
  state: stateNameIn('CI', language),
  authority: expected.authority,
  contact: expected.contact,
  purpose: expected.purpose,
  recommendation: expected.recommendation,
  'other-support': expected['other-support'],
  languages: expected.languages.join('\n'),
  attachments: expected.attachments.join('\n'),
  remarks: expected.remarks,
});

async function filled(fileKind: RequestFileKind, language: ReportLanguage): Promise<Uint8Array> {
  const file = await writeRequestForm(fileKind, language);
  if (fileKind === 'docx') {
    const marked = [
      'channel.ministry-letter',
      'areas.D2',
      'areas.D4',
      'support.training',
      'has-recommendation',
    ];
    return fillWordForm(file, {
      ...typed(language),
      ...Object.fromEntries(marked.map((marker) => [marker, '☒'])),
      'received-on': '2026-10-05',
      'wanted-from': '11.1.2027',
      'wanted-to': '20/02/2027',
    });
  }
  const { yes, no, labels } = requestFormWordsIn(language);
  return fillExcelForm(file, {
    ...typed(language),
    channel: labels['channel.ministry-letter'] ?? '',
    'areas.D1': no,
    'areas.D2': yes,
    'areas.D4': yes,
    'support.training': yes,
    'has-recommendation': yes,
    'received-on': 46_300,
    'wanted-from': 46_398,
    'wanted-to': '2027-02-20',
  });
}

const every = ReportLanguage.options.flatMap((nameLanguage) =>
  (['docx', 'xlsx'] as const).map((kind) => [kind, nameLanguage] as const),
);

describe.each(every)('[A4] the form of a request as %s in %s', (kind, nameLanguage) => {
  it('comes back with all answers of the State', async () => {
    const { form, notes } = imported(await filled(kind, nameLanguage));
    expect(form).toEqual(expected);
    expect(notes).toEqual([]);
  });

  it('comes back empty when nobody filled it in', async () => {
    expect(imported(await writeRequestForm(kind, nameLanguage))).toEqual({
      form: emptyRequestForm,
      notes: [],
      states: [],
    });
  });

  it('is found by its labels after its markers are gone', async () => {
    const file = await filled(kind, nameLanguage);
    const part = kind === 'docx' ? 'word/document.xml' : 'xl/sharedStrings.xml';
    const unmarked = withPart(file, part, (xml) =>
      xml.replaceAll(/>(?:authority|reference|purpose|support\.training)<\/(w:)?t>/gu, '></$1t>'),
    );
    expect(imported(unmarked).form).toEqual(expected);
  });
});

it('is written from right to left in Arabic', async () => {
  const word = await writeRequestForm('docx', 'ar');
  expect(elementsOf(partOf(word, 'word/document.xml'), 'w:bidiVisual')).toHaveLength(1);
  const sheet = partOf(await writeRequestForm('xlsx', 'ar'), 'xl/worksheets/sheet1.xml');
  expect(elementsOf(sheet, 'sheetView')[0]?.attributes['rightToLeft']).toBe('1');
});

it('offers lists of States, channels and answers in Excel, and hides their sheet', async () => {
  const file = await writeRequestForm('xlsx', 'fr');
  const lists = elementsOf(partOf(file, 'xl/worksheets/sheet1.xml'), 'dataValidation');
  const places = lists.map(({ attributes }) => attributes['sqref']);
  expect(places).toEqual(expect.arrayContaining(['C3', 'C8', 'C10', 'C25']));
  const [, hiddenElement] = elementsOf(partOf(file, 'xl/workbook.xml'), 'sheet');
  expect(hiddenElement?.attributes).toMatchObject({ name: 'fieldbook-lists', state: 'hidden' });
});
