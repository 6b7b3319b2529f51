import { describe, expect, test } from 'vitest';
import { ok, refuse } from '#base/result.ts';
import {
  type EntryForm,
  noAnswerFacts,
  parseAnswerCell,
  previewAnswerImport,
  readEntryRow,
} from '#domain/workshop/learning/answer-entry.ts';
import {
  type AnswerPage,
  pagesOfQuestionnaire,
  pagesOfTest,
  questionnaires,
} from '#domain/workshop/learning/questionnaire.ts';
import { testBankOf } from '#domain/workshop/learning/test-bank.ts';

const pages = pagesOfTest(testBankOf('W1').formA);
const testOf = (shownAnswerPages: readonly AnswerPage[]): EntryForm => ({
  pages: shownAnswerPages,
  hasCode: true,
  facts: [],
});
const evaluationForm: EntryForm = {
  pages: pagesOfQuestionnaire(questionnaires.evaluation).slice(0, 1),
  hasCode: false,
  facts: questionnaires.evaluation.facts,
};
const pageOf = (kind: AnswerPage['kind']): AnswerPage => {
  const answerPage = [...pages, ...pagesOfQuestionnaire(questionnaires.evaluation)].find(
    (one) => one.kind === kind,
  );
  if (answerPage === undefined) throw new Error('no such page');
  return answerPage;
};

describe('[C3, C4] an answer on paper', () => {
  test.each([
    ['single', 'b', 'b'],
    ['single', ' B ', 'b'],
    ['single', '2', 'b'],
    ['single', '\u0662', 'b'],
    ['single', '', null],
    ['multi', 'a, c', ['a', 'c']],
    ['multi', '13', ['a', 'c']],
    ['order', 'ebcda', ['e', 'b', 'c', 'd', 'a']],
    ['agreement', '5', '5'],
    ['agreement', 'n', 'na'],
    ['agreement', 'NA', 'na'],
  ] as const)('%s: "%s" is %j', (kind, text, answer) => {
    expect(parseAnswerCell(pageOf(kind), text)).toEqual(ok(answer));
  });

  test.each([
    ['single', 'x', 'noOption'],
    ['single', '5', 'noOption'],
    ['single', 'ab', 'onlyOne'],
    ['multi', 'aa', 'twice'],
    ['order', 'abc', 'notAll'],
    ['agreement', '6', 'noOption'],
    ['agreement', '0', 'noOption'],
  ] as const)('%s: "%s" is refused: %s', (kind, text, problem) => {
    expect(parseAnswerCell(pageOf(kind), text)).toEqual(refuse(problem));
  });
});

test('a row is read whole, or each of its wrong cells is named', () => {
  const [firstAnswerPage, second] = pages;
  if (firstAnswerPage === undefined || second === undefined) throw new Error('no pages');
  expect(readEntryRow(testOf([firstAnswerPage]), { code: 'apple11', cells: ['b'] })).toEqual(
    ok({ code: 'apple11', answers: { [firstAnswerPage.id]: 'b' }, facts: noAnswerFacts }),
  );
  expect(readEntryRow(testOf([firstAnswerPage, second]), { code: '', cells: ['x', 'ab'] })).toEqual(
    refuse(
      new Map([
        [0, 'codeMissing'],
        [1, 'noOption'],
        [2, 'notAll'],
      ]),
    ),
  );
});

describe('[C4] the facts of an evaluation', () => {
  test.each([
    ['3', '1', { institutionType: 'POL', sex: 'woman' }],
    ['pol', 'homme', { institutionType: 'POL', sex: 'man' }],
    ['\u0661\u0662', 'أنثى', { institutionType: 'OTH', sex: 'woman' }],
    ['', '', noAnswerFacts],
  ] as const)('"%s" and "%s" are %j', (institutionType, sex, facts) => {
    const read = readEntryRow(evaluationForm, { code: '', cells: ['4', institutionType, sex] });
    expect(read).toMatchObject(ok({ facts }));
  });

  test('a fact that no list has is named by its column', () => {
    const read = readEntryRow(evaluationForm, { code: '', cells: ['4', '99', 'yes'] });
    expect(read).toEqual(
      refuse(
        new Map([
          [2, 'noFact'],
          [3, 'noFact'],
        ]),
      ),
    );
  });
});

describe('an import of answers', () => {
  const three = pages.slice(2, 5);
  const rows = (...all: readonly (readonly string[])[]) => all.map((cells, at) => ({ row: at + 1, cells }));

  test('takes columns in any order, by number or id', () => {
    const preview = previewAnswerImport(testOf(three), rows(['3', 'code', 'w1-a3'], ['ac', 'apple11', 'b']));
    expect(preview.taken).toEqual([
      {
        code: 'apple11',
        answers: { 'w1-a3': 'b', 'w1-a4': null, 'w1-a5': ['a', 'c'] },
        facts: noAnswerFacts,
      },
    ]);
    expect(preview.missing).toEqual(['w1-a4']);
  });

  test('names the cell that is no answer, and does not take its row', () => {
    const preview = previewAnswerImport(
      testOf(three),
      rows(
        ['code', '1', '2', '3'],
        ['apple11', 'b', 'z', 'a'],
        ['', 'b', 'b', 'a'],
        ['birch22', 'b', 'b', 'a'],
      ),
    );
    expect(preview.taken.map(({ code }) => code)).toEqual(['birch22']);
    expect(preview.refusedRows).toBe(2);
    expect(preview.refused).toEqual([
      { cell: 'C2', text: 'z', problem: 'noOption' },
      { cell: 'A3', text: '', problem: 'codeMissing' },
    ]);
  });

  test('marks rows of one code, which are all taken in their order', () => {
    const list = rows(
      ['code', '1'],
      ['cloud 13', 'b'],
      ['birch22', 'b'],
      ['Cloud-13', 'a'],
      ['birch33', 'z'],
      ['birch33', 'b'],
    );
    const preview = previewAnswerImport(testOf(three), list);
    expect(preview.taken.map(({ code }) => code)).toEqual(['cloud 13', 'birch22', 'Cloud-13', 'birch33']);
    expect(preview.repeated).toEqual([{ code: 'cloud 13', rows: [2, 4] }]);
    expect(previewAnswerImport(evaluationForm, rows(['1'], ['5'], ['5'])).repeated).toEqual([]);
  });

  test('names headings that are no question, and passes over empty rows', () => {
    const preview = previewAnswerImport(
      { pages: three, hasCode: false, facts: [] },
      rows(['Name', '1', '2', '3'], ['', '', '', ''], ['A', 'b', '', '']),
    );
    expect(preview.unread).toEqual([{ cell: 'A1', text: 'Name' }]);
    expect(preview.taken).toHaveLength(1);
  });

  test('[C4] takes the facts of an evaluation by their headings', () => {
    const preview = previewAnswerImport(
      evaluationForm,
      rows(['Sexe', '1', 'Type of institution'], ['femme', '5', 'Ministry of Justice'], ['?', '5', '']),
    );
    expect(preview.taken).toMatchObject([{ facts: { institutionType: 'MIN', sex: 'woman' } }]);
    expect(preview.refused).toEqual([{ cell: 'A3', text: '?', problem: 'noFact' }]);
    expect(preview.unread).toEqual([]);
  });
});
