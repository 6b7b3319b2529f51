import type { PathValue } from '#domain/document/op.ts';
import { itemsOfForm, type TestBank, type TestItem } from '#domain/workshop/learning/test-bank.ts';
import { addTestSheet, formOfPhase } from '#domain/workshop/learning/test-sheets.ts';
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
