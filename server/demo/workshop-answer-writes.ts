import { type PathValue, pathOf } from '#domain/document/op.ts';
import { countsToSend } from '#domain/workshop/learning/questionnaire-counts.ts';
import { itemsOfForm, type TestBank, type TestItem } from '#domain/workshop/learning/test-bank.ts';
import { addTestSheet, formOfPhase } from '#domain/workshop/learning/test-sheets.ts';
import { countsPaths } from '#domain/workshop/learning/workshop-answers.ts';
import type { TestAnswer, TestPhase, WorkshopTest } from '#domain/workshop/workshop-test.ts';
import {
  evaluationAnswers,
  forgottenCode,
  openAnswers,
  pairingCodes,
  withoutSecondTest,
} from './content/workshop-answers.ts';

/** Sheets of one phase, one for each participant who took the test. */
export function testSheetWrites(
  bank: TestBank,
  test: WorkshopTest,
  phase: TestPhase,
  newId: () => string,
): readonly PathValue[] {
  const form = formOfPhase(test, phase);
  const items = itemsOfForm(bank, test, form);
  return pairingCodes.flatMap((own, person) => {
    if (phase === 'after' && withoutSecondTest.includes(person)) return [];
    const code = phase === 'after' && person === forgottenCode.participant ? forgottenCode.code : own;
    const answers = Object.fromEntries(
      items.map((item, at) => [item.id, answerTo(item, { person, at, phase })]),
    );
    return [addTestSheet(newId(), { phase, code, form, source: 'kiosk', answers })];
  });
}

interface Answering {
  readonly person: number;
  /** Place of the item. */
  readonly at: number;
  readonly phase: TestPhase;
}

/** Per cent of people who know an item, by its difficulty. */
const knownShare: { readonly [P in TestPhase]: { readonly [D in TestItem['difficulty']]: number } } = {
  before: { easy: 62, medium: 44, hard: 27 },
  after: { easy: 86, medium: 70, hard: 50 },
};

/** Answer that is right as often as people know the item; spread over people and items, the same each time. */
function answerTo(item: TestItem, { person, at, phase }: Answering): TestAnswer {
  const ability = ((person * 7) % 11) * 3 - 15;
  const draw = (person * 73 + at * 151 + (phase === 'after' ? 17 + at * 29 : 0)) % 100;
  if (draw < knownShare[phase][item.difficulty] + ability) return item.key;
  const key = [item.key].flat();
  const [first = '', second = '', ...rest] = key;
  switch (item.kind) {
    case 'multi':
      return key.slice(0, -1);
    case 'order':
      return [second, first, ...rest];
    case 'single': {
      const wrong = item.options.filter(({ id }) => id !== first);
      return wrong[(person + at) % wrong.length]?.id ?? null;
    }
  }
}

/** Sums of the sheets of one laptop, and the open answers after their review. */
export function evaluationWrites(device: string, newId: () => string): readonly PathValue[] {
  const answerKeys = ['1', '2', '3', '4', '5', 'na'];
  const given = Object.entries(evaluationAnswers).map(([item, counts]) => ({
    item,
    answers: counts.flatMap((count, at) => Array<string>(count).fill(answerKeys[at] ?? 'na')),
  }));
  const sheets = Array.from({ length: given[0]?.answers.length ?? 0 }, (_, person) => ({
    answers: Object.fromEntries(given.map(({ item, answers }) => [item, answers[person] ?? 'na'])),
  }));
  return [
    { path: pathOf(countsPaths.evaluation, device), value: { ...countsToSend(sheets, null) } },
    ...openAnswers.map(({ question, text }) => ({
      path: pathOf('reviewed-texts', newId()),
      value: { kind: 'evaluation', question, text },
    })),
  ];
}
