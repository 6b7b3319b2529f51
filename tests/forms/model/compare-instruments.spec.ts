import { expect, test } from 'vitest';
import { compareInstruments } from '#forms/model/compare-instruments.ts';
import { Instrument } from '#forms/model/instrument.ts';
import { anInstrument, aQuestion } from '#tests/support/builders/instruments.ts';

const form = (nodes: readonly object[], more: object = {}): Instrument =>
  anInstrument({ nodes: Instrument.unwrap().shape.nodes.parse(nodes), ...more });
const list = (...choices: readonly object[]) => ({
  choiceLists: Instrument.unwrap().shape.choiceLists.parse([{ name: 'pumps', choices }]),
});
const group = (qid: string, ...nodes: readonly object[]) => ({ kind: 'group', qid, name: qid, nodes });

/** Each difference in one line. */
function lines(previousInstrument: Instrument, after: Instrument): readonly string[] {
  return compareInstruments(previousInstrument, after).nodes.map(({ kind, qid, changes }) =>
    [
      kind,
      qid,
      ...changes.map(({ aspect, field, before: old, after: now }) => `${aspect} ${field}: ${old} > ${now}`),
    ].join(' | '),
  );
}

test('[instruments] the same form in another order, and under another version, is no difference', () => {
  const [a, b] = [aQuestion('a', 'x'), aQuestion('b', 'y')];
  expect(compareInstruments(form([a, b]), form([b, a], { version: '4' }))).toEqual({ nodes: [], whole: [] });
});

test('[instruments] questions are added, removed and matched by their qid under any name', () => {
  const previousInstrument = form([aQuestion('a', 'age'), aQuestion('b', 'sex')]);
  const after = form([aQuestion('c', 'sex'), aQuestion('a', 'years')]);
  expect(lines(previousInstrument, after)).toEqual([
    'added | c',
    'changed | a | renamed name: age > years',
    'removed | b',
  ]);
});

test('[instruments] retyped, relabelled language by language, and logic that changed', () => {
  const previousInstrument = form([
    aQuestion('a', 'age', { label: { en: 'Age', fr: 'Age' }, relevant: '1 = 1' }),
  ]);
  const after = form([
    aQuestion('a', 'age', {
      type: 'integer',
      label: { en: 'Age', fr: 'Âge', ar: 'العمر' },
      relevant: "${sex} = 'f'",
      required: 'true()',
    }),
  ]);
  expect(lines(previousInstrument, after)).toEqual([
    [
      'changed | a',
      'retyped type: text > integer',
      'relabelled label::fr: Age > Âge',
      'relabelled label::ar: null > العمر',
      "logic relevant: 1 = 1 > ${sex} = 'f'",
      'logic required: null > true()',
    ].join(' | '),
  ]);
});

test('[instruments] a question that goes into another group has moved', () => {
  const previousInstrument = form([group('g'), aQuestion('a', 'age')]);
  const after = form([group('g', aQuestion('a', 'age'))]);
  expect(lines(previousInstrument, after)).toEqual(['changed | a | moved group:  > g']);
});

test('[instruments] choices that came, went and read otherwise are told at each question that offers them', () => {
  const ask = aQuestion('a', 'pump', { type: 'select_one', choices: { list: 'pumps' } });
  const previousInstrument = form([ask], list({ name: 'hand', label: { en: 'Hand' } }, { name: 'foot' }));
  const after = form([ask], list({ name: 'hand', label: { en: 'By hand' } }, { name: 'solar' }));
  expect(lines(previousInstrument, after)).toEqual([
    'changed | a | choices pumps: foot > solar | relabelled pumps/hand::en: Hand > By hand',
  ]);
});

test('[instruments] title, languages and settings are told of the form as a whole', () => {
  const previousInstrument = form([aQuestion('a', 'age')]);
  const after = form([aQuestion('a', 'age')], {
    title: { en: 'Wells', fr: "Points d'eau" },
    settings: { style: 'pages' },
  });
  expect(compareInstruments(previousInstrument, after).whole).toEqual([
    { aspect: 'relabelled', field: 'title::en', before: 'Water points', after: 'Wells' },
    { aspect: 'other', field: 'settings', before: '{}', after: '{"style":"pages"}' },
  ]);
});
