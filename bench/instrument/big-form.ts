import { type ChoiceList, Instrument, type Node, type Question } from '#domain/instrument/instrument.ts';

/** As many questions as the largest form that was seen in the field; those of the repeat count once. */
export const questionsOfBigForm = 1_073;
const perGroup = 26;
const regions = 12;
const townsOfRegion = 12;
const villagesOfTown = 12;

type Fields = Partial<Omit<Question, 'kind' | 'qid' | 'name' | 'type'>>;

const ask = (name: string, type: Question['type'], fields: Fields = {}): Node =>
  ({ kind: 'question', qid: name, name, type, label: { en: `Question ${name}` }, ...fields }) as Node; // parsed below

/**
 * A form with what real ones have: groups that depend on a question before them, chains in which each question depends
 * on the one before it, constraints, calculations over calculations, cascades of three lists, labels that are filled
 * in, and a repeat with calculations of its own.
 */
export function bigForm(): Instrument {
  const nodes: Node[] = [ask('consent', 'select_one', { choices: { list: 'yesNo' }, required: 'true()' })];
  const person = peopleRepeat();
  let left = questionsOfBigForm - 1 - 8 - 2;
  for (let number = 1; left > 0; number += 1) {
    const count = Math.min(perGroup, left);
    nodes.push({
      kind: 'group',
      qid: `g${number}`,
      name: `g${number}`,
      label: { en: `Section ${number}` },
      // All sections depend on the first question: its change is the worst that can happen.
      relevant:
        number % 3 === 0 ? `\${consent} = 'yes' and \${g${number - 1}_yes} = 'yes'` : `\${consent} = 'yes'`,
      nodes: sectionOf(`g${number}`, count),
    } as unknown as Node); // parsed below
    left -= count;
  }
  nodes.push(
    person,
    ask('people', 'calculate', { calculation: 'count(${person})' }),
    ask('adults', 'calculate', { calculation: 'sum(${isAdult})' }),
  );
  return Instrument.parse({
    id: 'bench',
    version: '1',
    title: { en: 'Big form' },
    languages: ['en'],
    defaultLanguage: 'en',
    rootName: 'data',
    nodes,
    choiceLists: [list('yesNo', ['yes', 'no']), ...places()],
    settings: {},
  });
}

function sectionOf(group: string, count: number): readonly Node[] {
  const yes = { choices: { list: 'yesNo' } };
  const one = (name: string): string => `${group}_${name}`;
  const ref = (name: string): string => `\${${one(name)}}`;
  const usual: readonly Node[] = [
    ask(one('yes'), 'select_one', { ...yes, required: 'true()' }),
    ask(one('region'), 'select_one', { choices: { list: 'regions' } }),
    ask(one('town'), 'select_one', { choices: { list: 'towns', filter: `region = ${ref('region')}` } }),
    ask(one('village'), 'select_one', { choices: { list: 'villages', filter: `town = ${ref('town')}` } }),
    ask(one('a'), 'integer', { constraint: '. >= 0 and . <= 1000', required: `${ref('yes')} = 'yes'` }),
    ask(one('b'), 'integer', { constraint: `. >= ${ref('a')}` }),
    ask(one('sum'), 'calculate', { calculation: `coalesce(${ref('a')}, 0) + coalesce(${ref('b')}, 0)` }),
    ask(one('share'), 'calculate', { calculation: `round(100 * ${ref('a')} div ${ref('sum')}, 1)` }),
    ask(one('many'), 'select_multiple', { choices: { list: 'regions' } }),
    ask(one('other'), 'text', { relevant: `selected(${ref('many')}, 'r3')` }),
    ask(one('note'), 'text', { label: { en: `You said ${ref('a')} of ${ref('sum')}. Why?` } }),
    ask(one('date'), 'date', { constraint: '. <= today()' }),
  ];
  const chain = Array.from({ length: Math.max(count - usual.length, 0) }, (_, at) =>
    ask(one(`c${at}`), 'select_one', {
      ...yes,
      ...(at > 0 && { relevant: `\${${one(`c${at - 1}`)}} = 'yes'` }),
    }),
  );
  return [...usual, ...chain].slice(0, count);
}

const peopleRepeat = (): Node => ({
  ...({
    kind: 'repeat',
    qid: 'person',
    name: 'person',
    label: { en: 'Person' },
    initial: [],
  } as unknown as Extract<Node, { kind: 'repeat' }>), // parsed by bigForm
  nodes: [
    ask('name', 'text', { required: 'true()' }),
    ask('age', 'integer', { constraint: '. >= 0 and . < 130' }),
    ask('sex', 'select_one', { choices: { list: 'yesNo' } }),
    ask('isAdult', 'calculate', { calculation: 'if(${age} >= 18, 1, 0)' }),
    ask('school', 'text', { relevant: '${age} < 18' }),
    ask('work', 'text', { relevant: '${isAdult} = 1', label: { en: 'What does ${name} do?' } }),
    ask('number', 'calculate', { calculation: 'position(..)' }),
    ask('greeting', 'calculate', { calculation: "concat(${number}, '. ', ${name})" }),
  ],
});

const list = (name: string, codes: readonly string[]): ChoiceList => ({
  name,
  choices: codes.map((code) => ({ name: code, label: { en: `Choice ${code}` } })),
});

function places(): readonly ChoiceList[] {
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
  const regionCodes = numbers(regions).map((at) => `r${at}`);
  const towns = of('towns', regionCodes, townsOfRegion, 'region');
  const townCodes = towns.choices.map(({ name }) => name);
  return [list('regions', regionCodes), towns, of('villages', townCodes, villagesOfTown, 'town')];
}
