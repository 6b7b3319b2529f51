import { expect, test } from 'vitest';
import { defaultInstrument } from '#domain/scoring/needs-assessment.ts';
import { formLineName, sectionProgressOf } from '#forms/engine/form-lines.ts';
import { readFormAnswers, readPlainQuestions } from '#renderer/form/read-form-answers.ts';
import { anAssessment } from '#tests/support/builders/an-assessment.ts';
import { anInstrument, ask, group, list, repeat } from '#tests/support/builders/an-open-form.ts';

const visits = anInstrument(
  [
    group('place', [
      ask('district', 'select_one', { label: { en: 'Which **district**?' }, choices: { list: 'districts' } }),
      ask('code', 'calculate', { calculation: '1' }),
    ]),
    repeat('visit', [ask('day', 'text', { label: { en: 'Day' } })], { label: { en: 'Visit' } }),
  ],
  {
    languages: ['en'],
    defaultLanguage: 'en',
    choiceLists: [list('districts', { name: 'n', label: { en: 'North' } })],
  },
);
const read = (values: Parameters<typeof anAssessment>[0]) =>
  readFormAnswers(anAssessment(values), visits, { language: 'en', loose: 'Questions' });

test('an assessment reads in its form’s pages, question and choice labels, without questions never asked', () => {
  const [place] = read({ 'answers/district/value': 'n' }) ?? [];
  expect(place?.lines).toEqual([
    { subject: 'district', row: '', question: 'Which district?', answer: 'North' },
  ]);
});

test('a question in a row is named by row and label; comments use row ids', () => {
  const sectionReadings = read({
    'answers/visit/r2/order': 'a1',
    'answers/visit/r1/order': 'a0',
    'answers/visit/r2/day/value': 'Monday',
  });
  const formLines = sectionReadings?.[1]?.lines ?? [];
  expect(formLines.map((line) => [line.subject, formLineName(line), line.answer])).toEqual([
    ['visit/r1/day', 'Visit 1 · Day', ''],
    ['visit/r2/day', 'Visit 2 · Day', 'Monday'],
  ]);
  expect(sectionReadings?.map(sectionProgressOf)).toEqual([
    { done: 0, total: 1 },
    { done: 1, total: 2 },
  ]);
});

test('a form that cannot be opened is not read in part', () => {
  const broken = anInstrument([ask('a', 'text', { relevant: '${nobody} = (' })]);
  expect(readFormAnswers(anAssessment({}), broken, { language: 'en', loose: '' })).toBeNull();
});

test('of a rating instrument, only questions beside screening and indicators are read as a form', () => {
  const words = { language: 'en', loose: 'Questions' };
  const more = anInstrument([group('visit', [ask('weather', 'text', { label: { en: 'The weather' } })])]);
  const mixed = { ...defaultInstrument, nodes: [...defaultInstrument.nodes, ...more.nodes] };
  const assessment = anAssessment({ 'answers/weather/value': 'Rain', 'screening/S1': 'POL' });
  expect(readPlainQuestions(assessment, mixed, words).flatMap(({ lines }) => lines)).toEqual([
    { subject: 'weather', row: '', question: 'The weather', answer: 'Rain' },
  ]);
  expect(readPlainQuestions(assessment, defaultInstrument, words)).toEqual([]);
});
