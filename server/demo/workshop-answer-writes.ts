import { type PathValue, pathOf } from '#domain/document/op.ts';
import type { QuestionnaireSheet } from '#domain/workshop/evaluation.ts';
import { countsToSend } from '#domain/workshop/learning/evaluation-results.ts';
import { itemsOfForm, type TestBank, type TestItem } from '#domain/workshop/learning/test-bank.ts';
import { addTestSheet, formOfPhase } from '#domain/workshop/learning/test-sheets.ts';
import { countsPaths } from '#domain/workshop/learning/workshop-answers.ts';
import type { TestAnswer, TestPhase, WorkshopTest } from '#domain/workshop/workshop-test.ts';

/** Pairing codes as participants make them up: a word and two digits. */
const pairingCodes: readonly string[] = [
  'amberel 14',
  'bastrin 27',
  'corvanda 31',
  'delmuro 08',
  'estrelin 55',
  'fandoro 62',
  'galvine 19',
  'hestrum 43',
  'iveldar 70',
  'jastora 36',
  'kelmine 81',
  'lumetta 24',
  'morvale 92',
  'nestrio 17',
  'orvelin 66',
  'pastrum 05',
  'quivero 48',
  'rindala 73',
  'solvane 39',
  'tarmiro 11',
  'umbrela 84',
  'vestrin 28',
  'wandora 57',
  'yelmaro 90',
  'zorvine 33',
  'astelum 46',
  'brindor 61',
  'cavello 78',
  'dostrin 22',
  'elvamar 95',
];

/** Participants, by place, without a second test. */
const withoutSecondTest: readonly number[] = [11, 15];

/** Second code of a participant who did not remember the first. */
const forgottenCode = { participant: 23, code: 'vestrine 28' } as const;

/** Numbers of the answers 1 to 5 and "not applicable" to each statement, of 27 sheets. */
const evaluationAnswers: Readonly<Record<string, readonly [number, number, number, number, number, number]>> =
  {
    '1': [0, 1, 3, 12, 11, 0],
    '2': [0, 0, 4, 13, 10, 0],
    '3': [0, 2, 6, 12, 7, 0],
    '4': [0, 0, 1, 9, 17, 0],
    '5': [1, 4, 7, 9, 6, 0],
    '6': [0, 2, 5, 12, 8, 0],
    '7': [0, 1, 3, 13, 10, 0],
    '8': [0, 2, 7, 11, 6, 1],
    '9': [2, 4, 5, 9, 7, 0],
    '10': [0, 0, 3, 10, 14, 0],
    '11': [0, 1, 4, 14, 8, 0],
    '12': [1, 3, 8, 10, 4, 1],
    '13': [0, 0, 2, 8, 17, 0],
    '14': [0, 0, 3, 11, 13, 0],
  };

/** Open answers after their review. */
const openAnswers: readonly {
  readonly question: keyof QuestionnaireSheet['texts'];
  readonly text: string;
}[] = [
  {
    question: 'useful',
    text: 'Comparing our ratings with those of the prosecution, with the evidence on the table.',
  },
  { question: 'useful', text: 'The checklist of safeguards; it fits on one page.' },
  { question: 'change', text: 'More time for the exercises, fewer slides after lunch.' },
  { question: 'change', text: 'Send the indicators before the workshop.' },
  { question: 'step', text: 'I will write the reason for a measure on the form itself.' },
  { question: 'obstacles', text: 'Nobody has been given the time to keep the register.' },
];

/** Sheets of one phase, one for each participant who took the test. */
export function testSheetWrites(
  testBank: TestBank,
  workshopTest: WorkshopTest,
  testPhase: TestPhase,
  newId: () => string,
): readonly PathValue[] {
  const form = formOfPhase(workshopTest, testPhase);
  const testItems = itemsOfForm(testBank, workshopTest, form);
  return pairingCodes.flatMap((own, person) => {
    if (testPhase === 'after' && withoutSecondTest.includes(person)) return [];
    const code = testPhase === 'after' && person === forgottenCode.participant ? forgottenCode.code : own;
    const answers = Object.fromEntries(
      testItems.map((item, at) => [item.id, answerTo(item, { person, at, phase: testPhase })]),
    );
    return [addTestSheet(newId(), { phase: testPhase, code, form, source: 'kiosk', answers })];
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
function answerTo(testItem: TestItem, { person, at, phase }: Answering): TestAnswer {
  const ability = ((person * 7) % 11) * 3 - 15;
  const draw = (person * 73 + at * 151 + (phase === 'after' ? 17 + at * 29 : 0)) % 100;
  if (draw < knownShare[phase][testItem.difficulty] + ability) return testItem.key;
  const key = [testItem.key].flat();
  const [first = '', second = '', ...rest] = key;
  switch (testItem.kind) {
    case 'multi':
      return key.slice(0, -1);
    case 'order':
      return [second, first, ...rest];
    case 'single': {
      const wrong = testItem.options.filter(({ id }) => id !== first);
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
