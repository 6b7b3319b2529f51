import {
  type ChoiceList,
  Instrument,
  type NodeDefinition,
  type QuestionDefinition,
} from '#forms/model/instrument.ts';

/** Number of questions of the largest form seen in the field; those of the repeat count once. */
const questionsOfBigForm = 1_073;
const questionsPerGroup = 26;
const regionCount = 12;
const townsPerRegion = 12;
const villagesPerTown = 12;

type QuestionFields = Partial<Omit<QuestionDefinition, 'kind' | 'qid' | 'name' | 'type'>>;

const questionNode = (
  name: string,
  type: QuestionDefinition['type'],
  questionFields: QuestionFields = {},
): NodeDefinition =>
  ({
    kind: 'question',
    qid: name,
    name,
    type,
    label: { en: `Question ${name}` },
    ...questionFields,
  }) as NodeDefinition; // parsed below

/**
 * Form with the structures of real ones.
 * It has groups with conditions, chains of dependent questions, constraints, and calculations over
 * calculations. It also has cascades of three lists, labels with values, and a repeat with calculations.
 */
export function createBigForm(): Instrument {
  const nodeDefinitions: NodeDefinition[] = [
    questionNode('consent', 'select_one', { choices: { list: 'yesNo' }, required: 'true()' }),
  ];
  const person = peopleRepeat();
  let left = questionsOfBigForm - 1 - 8 - 2;
  for (let number = 1; left > 0; number += 1) {
    const count = Math.min(questionsPerGroup, left);
    nodeDefinitions.push({
      kind: 'group',
      qid: `g${number}`,
      name: `g${number}`,
      label: { en: `Section ${number}` },
      // All sections depend on the first question: its change is the worst case.
      relevant:
        number % 3 === 0 ? `\${consent} = 'yes' and \${g${number - 1}_yes} = 'yes'` : `\${consent} = 'yes'`,
      nodes: sectionNodes(`g${number}`, count),
    } as unknown as NodeDefinition); // parsed below
    left -= count;
  }
  nodeDefinitions.push(
    person,
    questionNode('people', 'calculate', { calculation: 'count(${person})' }),
    questionNode('adults', 'calculate', { calculation: 'sum(${isAdult})' }),
  );
  return Instrument.parse({
    id: 'bench',
    version: '1',
    title: { en: 'Big form' },
    languages: ['en'],
    defaultLanguage: 'en',
    rootName: 'data',
    nodes: nodeDefinitions,
    choiceLists: [codeChoiceList('yesNo', ['yes', 'no']), ...createChoiceLists()],
    settings: {},
  });
}

function sectionNodes(group: string, count: number): readonly NodeDefinition[] {
  const yes = { choices: { list: 'yesNo' } };
  const one = (name: string): string => `${group}_${name}`;
  const ref = (name: string): string => `\${${one(name)}}`;
  const usual: readonly NodeDefinition[] = [
    questionNode(one('yes'), 'select_one', { ...yes, required: 'true()' }),
    questionNode(one('region'), 'select_one', { choices: { list: 'regions' } }),
    questionNode(one('town'), 'select_one', {
      choices: { list: 'towns', filter: `region = ${ref('region')}` },
    }),
    questionNode(one('village'), 'select_one', {
      choices: { list: 'villages', filter: `town = ${ref('town')}` },
    }),
    questionNode(one('a'), 'integer', {
      constraint: '. >= 0 and . <= 1000',
      required: `${ref('yes')} = 'yes'`,
    }),
    questionNode(one('b'), 'integer', { constraint: `. >= ${ref('a')}` }),
    questionNode(one('sum'), 'calculate', {
      calculation: `coalesce(${ref('a')}, 0) + coalesce(${ref('b')}, 0)`,
    }),
    questionNode(one('share'), 'calculate', { calculation: `round(100 * ${ref('a')} div ${ref('sum')}, 1)` }),
    questionNode(one('many'), 'select_multiple', { choices: { list: 'regions' } }),
    questionNode(one('other'), 'text', { relevant: `selected(${ref('many')}, 'r3')` }),
    questionNode(one('note'), 'text', { label: { en: `You said ${ref('a')} of ${ref('sum')}. Why?` } }),
    questionNode(one('date'), 'date', { constraint: '. <= today()' }),
  ];
  const chain = Array.from({ length: Math.max(count - usual.length, 0) }, (_, at) =>
    questionNode(one(`c${at}`), 'select_one', {
      ...yes,
      ...(at > 0 && { relevant: `\${${one(`c${at - 1}`)}} = 'yes'` }),
    }),
  );
  return [...usual, ...chain].slice(0, count);
}

const peopleRepeat = (): NodeDefinition => ({
  ...({
    kind: 'repeat',
    qid: 'person',
    name: 'person',
    label: { en: 'Person' },
    initial: [],
  } as unknown as Extract<NodeDefinition, { kind: 'repeat' }>), // parsed by createBigForm
  nodes: [
    questionNode('name', 'text', { required: 'true()' }),
    questionNode('age', 'integer', { constraint: '. >= 0 and . < 130' }),
    questionNode('sex', 'select_one', { choices: { list: 'yesNo' } }),
    questionNode('isAdult', 'calculate', { calculation: 'if(${age} >= 18, 1, 0)' }),
    questionNode('school', 'text', { relevant: '${age} < 18' }),
    questionNode('work', 'text', { relevant: '${isAdult} = 1', label: { en: 'What does ${name} do?' } }),
    questionNode('number', 'calculate', { calculation: 'position(..)' }),
    questionNode('greeting', 'calculate', { calculation: "concat(${number}, '. ', ${name})" }),
  ],
});

const codeChoiceList = (name: string, codes: readonly string[]): ChoiceList => ({
  name,
  choices: codes.map((code) => ({ name: code, label: { en: `Choice ${code}` } })),
});

function createChoiceLists(): readonly ChoiceList[] {
  const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, at) => at);
  const of = (prefix: string, above: readonly string[], count: number, column: string): ChoiceList => ({
    name: prefix,
    choices: above.flatMap((parent) =>
      numbers(count).map((at) => ({
        name: `${parent}.${at}`,
        label: { en: `${prefix} ${parent} ${at}` },
        columns: { [column]: parent },
      })),
    ),
  });
  const regionCodes = numbers(regionCount).map((at) => `r${at}`);
  const towns = of('towns', regionCodes, townsPerRegion, 'region');
  const townCodes = towns.choices.map(({ name }) => name);
  return [codeChoiceList('regions', regionCodes), towns, of('villages', townCodes, villagesPerTown, 'town')];
}
