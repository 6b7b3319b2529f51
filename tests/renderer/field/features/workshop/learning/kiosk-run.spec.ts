import { describe, expect, test } from 'vitest';
import {
  pagesOfQuestionnaire,
  pagesOfTest,
  questionnaires,
} from '#domain/workshop/learning/questionnaire.ts';
import { testBankOf } from '#domain/workshop/learning/test-bank.ts';
import {
  answerByIndex,
  answeredCountOf,
  beginRun,
  type KioskPlan,
  type KioskRun,
  pairingCodeOf,
  skipPage,
  stepBack,
  stepForward,
} from '#renderer/field/features/workshop/learning/kiosk/kiosk-run.ts';

const pages = pagesOfTest(testBankOf('W1').formA);
const testPlan: KioskPlan = { hasCode: true, hasTexts: false, pages };
const evaluationPlan: KioskPlan = {
  hasCode: false,
  hasTexts: true,
  pages: pagesOfQuestionnaire(questionnaires.evaluation),
};
const through = (kioskPlan: KioskPlan): readonly KioskRun[] => {
  const kioskRuns = [beginRun(kioskPlan)];
  for (let run = kioskRuns[0]; run !== undefined && run.step !== 'send'; run = kioskRuns.at(-1))
    kioskRuns.push(stepForward(run, kioskPlan));
  return kioskRuns;
};

describe('[C3, C4] a person at the kiosk', () => {
  test('passes the code, each question, and the last page before sending', () => {
    expect(through(testPlan).map(({ step }) => step)).toEqual([
      'code',
      ...pages.map(() => 'questions'),
      'send',
    ]);
    expect(
      through(evaluationPlan)
        .slice(-2)
        .map(({ step }) => step),
    ).toEqual(['texts', 'send']);
  });

  test('goes back over the same pages', () => {
    const there = through(evaluationPlan);
    let run: KioskRun | null = there.at(-1) ?? null;
    let steps = 0;
    for (; run !== null; run = stepBack(run, evaluationPlan)) steps += 1;
    expect(steps).toBe(there.length);
  });

  test('answers by the number of the option, and several of them one by one', () => {
    const [firstAnswerPage] = pages;
    const multi = pages.find(({ kind }) => kind === 'multi');
    if (firstAnswerPage === undefined || multi === undefined) throw new Error('no pages');
    const run = beginRun(testPlan);
    expect(answerByIndex(run, firstAnswerPage, 1)?.answers[firstAnswerPage.id]).toBe('b');
    expect(answerByIndex(run, firstAnswerPage, 8)).toBe(null);
    const both = [0, 2].reduce<KioskRun>(
      (currentRun, index) => answerByIndex(currentRun, multi, index) ?? currentRun,
      run,
    );
    expect(both.answers[multi.id]).toEqual(['a', 'c']);
    expect(answerByIndex(both, multi, 0)?.answers[multi.id]).toEqual(['c']);
  });

  test('leaves a question open without an answer of its own', () => {
    const run = skipPage({ ...beginRun(testPlan), step: 'questions' }, testPlan);
    expect(run.at).toBe(1);
    expect(answeredCountOf(run, testPlan)).toBe(0);
  });

  test('accepts the shown order by going on', () => {
    const at = pages.findIndex(({ kind }) => kind === 'order');
    const run = stepForward({ ...beginRun(testPlan), step: 'questions', at }, testPlan);
    expect(run.answers[pages[at]?.id ?? '']).toEqual(['a', 'b', 'c', 'd', 'e']);
  });
});

test.each([
  ['Saffron', '39', 'saffron39'],
  [' two  words ', '07', 'two words07'],
  ['زعفران', '\u0663\u0669', 'زعفران39'],
  ['a', '39', null],
  ['P-014', '39', null],
  ['saffron', '3', null],
  ['saffron', '', null],
])('[C3] the word "%s" and the number "%s" give the code %j', (word, number, code) => {
  expect(pairingCodeOf({ ...beginRun(testPlan), word, number })).toBe(code);
});
