import { Instrument } from '#forms/model/instrument.ts';

/** A small form, parsed; a test gives the parts that it is about. */
export const anInstrument = (over: Partial<Instrument> = {}): Instrument =>
  Instrument.parse({
    id: 'water-points',
    version: '3',
    title: { en: 'Water points', fr: "Points d'eau" },
    languages: ['en', 'fr'],
    defaultLanguage: 'en',
    rootName: 'data',
    nodes: [
      { kind: 'note', qid: 'n1', name: 'hello', label: { en: 'Thank you for your time' } },
      aQuestion('q1', 'village', { label: { en: 'Village', fr: 'Village' } }),
      {
        kind: 'repeat',
        qid: 'r1',
        name: 'pumps',
        nodes: [
          aQuestion('q2', 'depth', { type: 'decimal' }),
          aQuestion('q3', 'twice', { type: 'calculate' }),
        ],
      },
    ],
    choiceLists: [],
    settings: {},
    ...over,
  });

/** A question of text, as JSON. */
export const aQuestion = (qid: string, name: string, over: object = {}): object => ({
  kind: 'question',
  qid,
  name,
  type: 'text',
  ...over,
});

/** A form with this number of questions. Labels in two languages have some length and do not repeat. */
export const aLongInstrument = (questions: number): Instrument =>
  anInstrument({
    nodes: Instrument.unwrap().shape.nodes.parse(
      Array.from({ length: questions }, (_, at) =>
        aQuestion(`q${at}`, `question_${at}`, {
          label: { en: wordsOf(at), fr: wordsOf(at + questions) },
          ...(at > 0 && { relevant: `\${question_${at - 1}} != ''` }),
        }),
      ),
    ),
  });

/** Text that deflate cannot guess, the same for the same number. */
const wordsOf = (seed: number): string =>
  Array.from({ length: 12 }, (_, at) =>
    ((seed * 2_654_435_761 + at * 40_503) % 4_294_967_291).toString(36),
  ).join(' ');
