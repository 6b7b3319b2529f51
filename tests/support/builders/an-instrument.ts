import { Instrument, type NodeDefinition, QuestionId, type QuestionType } from '#forms/model/instrument.ts';

type Part = Readonly<Record<string, unknown>>;

/** An instrument of these nodes, `visit@1`, with one list of choices. */
export const aForm = (nodes: readonly NodeDefinition[], part: Part = {}): Instrument =>
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

const parsed = (node: Part): NodeDefinition => node as unknown as NodeDefinition; // `aForm` parses all of them

/** A question with its name as id. */
export const aQuestion = (name: string, type: QuestionType, part: Part = {}): NodeDefinition =>
  parsed({ kind: 'question', qid: QuestionId.parse(name), name, type, label: { '': name }, ...part });

export const aGroup = (name: string, nodes: readonly NodeDefinition[], part: Part = {}): NodeDefinition =>
  parsed({ kind: 'group', qid: QuestionId.parse(name), name, label: { '': name }, nodes, ...part });

export const aRepeat = (name: string, nodes: readonly NodeDefinition[], part: Part = {}): NodeDefinition =>
  parsed({ kind: 'repeat', qid: QuestionId.parse(name), name, label: { '': name }, nodes, ...part });
