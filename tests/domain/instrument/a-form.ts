import { Instrument, type Node, Qid, type QuestionType } from '#domain/instrument/instrument.ts';

type Part = Readonly<Record<string, unknown>>;

/** An instrument of these nodes, `visit@1`, with one list of choices. */
export const aForm = (nodes: readonly Node[], part: Part = {}): Instrument =>
  Instrument.parse({
    id: 'visit',
    version: '1',
    title: { '': 'Visit' },
    languages: [],
    defaultLanguage: '',
    rootName: 'data',
    nodes,
    choiceLists: [
      {
        name: 'kinds',
        choices: [
          { name: 'clinic', label: { '': 'Clinic' } },
          { name: 'school', label: { '': 'School' } },
        ],
      },
    ],
    settings: {},
    ...part,
  });

const parsed = (node: Part): Node => node as unknown as Node; // `aForm` parses all of them

/** A question whose id is its name. */
export const aQuestion = (name: string, type: QuestionType, part: Part = {}): Node =>
  parsed({ kind: 'question', qid: Qid.parse(name), name, type, label: { '': name }, ...part });

export const aGroup = (name: string, nodes: readonly Node[], part: Part = {}): Node =>
  parsed({ kind: 'group', qid: Qid.parse(name), name, label: { '': name }, nodes, ...part });

export const aRepeat = (name: string, nodes: readonly Node[], part: Part = {}): Node =>
  parsed({ kind: 'repeat', qid: Qid.parse(name), name, label: { '': name }, nodes, ...part });
