import type { QuestionnaireSheet } from '#domain/workshop/evaluation.ts';

/** Pairing codes as participants make them up: a word and two digits. */
export const pairingCodes: readonly string[] = [
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
export const withoutSecondTest: readonly number[] = [11, 15];

/** Second code of a participant who did not remember the first. */
export const forgottenCode = { participant: 23, code: 'vestrine 28' } as const;

/** Numbers of the answers 1 to 5 and "not applicable" to each statement, of 27 sheets. */
export const evaluationAnswers: Readonly<
  Record<string, readonly [number, number, number, number, number, number]>
> = {
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
export const openAnswers: readonly {
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
