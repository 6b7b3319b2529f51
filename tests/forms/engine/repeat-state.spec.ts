import { describe, expect, test } from 'vitest';
import type { Form } from '#forms/engine/form.ts';
import {
  anInstrument,
  ask,
  begun,
  everyNode,
  group,
  list,
  opened,
  questionIn,
  repeat,
  repeatIn,
  row,
  value,
} from '#tests/support/builders/an-open-form.ts';

const person = repeat('person', [
  ask('name', 'text'),
  ask('age', 'integer'),
  ask('adult', 'calculate', { calculation: "if(${age} >= 18, 'yes', 'no')" }),
]);

describe('rows', () => {
  test('a new assessment has one; rows are added and removed manually, and paths count them', () => {
    const form = begun([person]);
    expect(
      repeatIn(form, 'person')
        .instances()
        .map((formInstance) => formInstance.path()),
    ).toEqual(['/data/person[1]']);
    form.applyChanges([row('person', 'b', 'a5')], 'typed');
    form.applyChanges([row('person', 'a', 'a3')], 'typed');
    expect(
      repeatIn(form, 'person')
        .instances()
        .map(({ instance }) => instance),
    ).toEqual(['row1', 'a', 'b']);
    form.applyChanges(
      [{ kind: 'instanceRemoved', repeat: repeatIn(form, 'person').definition.qid, instance: 'row1' }],
      'typed',
    );
    expect(questionIn(form, '/data/person[2]/name').address.instance).toBe('b');
  });

  test('answers that arrive before their row wait for it', () => {
    const form = begun([person]);
    form.applyChanges([value('age', 20, 'late')], 'recorded');
    form.applyChanges([row('person', 'late', 'a9')], 'recorded');
    expect(questionIn(form, '/data/person[2]/adult').value()).toBe('yes');
  });

  test('a reference means its own row, in short or absolute form; outside it means all', () => {
    const form = begun([
      repeat('person', [
        ask('age', 'integer'),
        ask('short', 'calculate', { calculation: '${age} + 1' }),
        ask('long', 'calculate', { calculation: '/data/person/age + 1' }),
        ask('all', 'calculate', { calculation: 'count(/data/person)' }),
        ask('first', 'calculate', { calculation: 'indexed-repeat(${age}, ${person}, 1)' }),
        ask('number', 'calculate', { calculation: 'position(..)' }),
      ]),
      ask('sum', 'calculate', { calculation: 'sum(${age})' }),
    ]);
    form.applyChanges(
      [row('person', 'two', 'a5'), value('age', 10, 'row1'), value('age', 30, 'two')],
      'typed',
    );
    const second = (name: string): unknown => questionIn(form, `/data/person[2]/${name}`).value();
    expect(['short', 'long', 'all', 'first', 'number'].map(second)).toEqual(['31', '31', '2', '10', '2']);
    expect(questionIn(form, 'sum').value()).toBe('40');
  });

  test('rows within rows know their own', () => {
    const form = begun([
      repeat('house', [
        ask('street', 'text'),
        repeat('room', [
          ask('size', 'integer'),
          ask('where', 'calculate', { calculation: 'concat(${street}, ${size})' }),
        ]),
        ask('total', 'calculate', { calculation: 'sum(${size})' }),
      ]),
    ]);
    form.applyChanges(
      [
        row('house', 'h2', 'a5'),
        row('room', 'r1', 'a1', 'h2'),
        row('room', 'r2', 'a2', 'h2'),
        value('street', 'A', 'h2'),
        value('size', 3, 'r1'),
        value('size', 4, 'r2'),
      ],
      'typed',
    );
    expect(questionIn(form, '/data/house[2]/room[2]/where').value()).toBe('A4');
    expect(questionIn(form, '/data/house[2]/total').value()).toBe('7');
    expect(questionIn(form, '/data/house[1]/total').value()).toBe('0');
  });

  test('first values and actions of a new row are made in that row', () => {
    const form = begun([
      repeat('visit', [
        ask('kind', 'text', { default: 'first' }),
        ask('title', 'text', {
          actions: [{ on: 'new-instance', value: "concat(${kind}, ' ', position(..))" }],
        }),
        ask('seen', 'text'),
        ask('note', 'text', { actions: [{ on: 'changed', of: ['seen'], value: "concat('saw ', ${seen})" }] }),
      ]),
    ]);
    const made = form.applyChanges([row('visit', 'v2', 'a5')], 'typed');
    expect(made.writes).toEqual([value('kind', 'first', 'v2'), value('title', 'first 2', 'v2')]);
    const changedFormUpdate = form.applyChanges([value('seen', 'x', 'v2')], 'typed');
    expect(changedFormUpdate.writes).toEqual([value('note', 'saw x', 'v2')]);
  });

  test('a first-load action knows the number of its row, including the first', () => {
    const numbered = { actions: [{ on: 'first-load', value: 'position(..)' }] };
    const form = begun([
      repeat('visit', [ask('number', 'integer', numbered)], { initial: [{}, {}] }),
      repeat('counted', [repeat('inner', [ask('own', 'integer', numbered)])], { count: '2' }),
    ]);
    const numbers = everyNode(form.nodes()).flatMap((node) =>
      node.kind === 'question' ? [node.value()] : [],
    );
    expect(numbers).toEqual([1, 2, 1, 1]);
  });

  test('relevance of a row is asked from that row', () => {
    const form = begun([
      ask('least', 'integer'),
      repeat('item', [
        ask('price', 'integer'),
        group('more', [ask('why', 'text')], { relevant: '${price} > ${least}' }),
      ]),
    ]);
    form.applyChanges([value('least', 5), row('item', 'i2', 'a5'), value('price', 9, 'i2')], 'typed');
    expect(questionIn(form, '/data/item[1]/more/why').isRelevant()).toBe(false);
    expect(questionIn(form, '/data/item[2]/more/why').isRelevant()).toBe(true);
  });

  test('choices can come from answers in rows', () => {
    const form = begun([
      person,
      ask('head', 'select_one', {
        choices: { nodeset: "/data/person[name != '']", value: 'name', label: 'name' },
      }),
    ]);
    form.applyChanges([value('name', 'Aïcha', 'row1'), row('person', 'two', 'a5')], 'typed');
    expect(questionIn(form, 'head').choices()).toEqual([{ name: 'Aïcha', label: 'Aïcha', choice: null }]);
  });
});

describe('a counted repeat', () => {
  const nodes = [ask('howMany', 'integer'), repeat('child', [ask('name', 'text')], { count: '${howMany}' })];

  test('makes its rows, with ids that follow from their numbers', () => {
    const form = begun(nodes);
    const { writes } = form.applyChanges([value('howMany', 2)], 'typed');
    expect(writes.map((write) => write.kind === 'instance' && write.instance)).toEqual(['n1', 'n2']);
    expect(repeatIn(form, 'child').isCounted()).toBe(true);
  });

  test('hides rows when the count is lowered, deletes none, and shows them again', () => {
    const form = begun(nodes);
    form.applyChanges([value('howMany', 3)], 'typed');
    form.applyChanges([value('name', 'Issa', 'n3')], 'typed');
    expect(form.applyChanges([value('howMany', 1)], 'typed').writes).toEqual([]);
    const child = repeatIn(form, 'child');
    expect([child.instances().length, child.hiddenInstances()]).toEqual([1, 2]);
    expect(form.applyChanges([value('howMany', 3)], 'typed').writes).toEqual([]);
    expect(questionIn(form, '/data/child[3]/name').value()).toBe('Issa');
  });

  test('two devices that make the rows apart from each other make the same ones', () => {
    const mine = begun(nodes).applyChanges([value('howMany', 2)], 'typed').writes;
    const theirs = begun(nodes);
    theirs.applyChanges([value('howMany', 2)], 'typed');
    theirs.applyChanges(mine, 'recorded');
    expect(repeatIn(theirs, 'child').instances().length).toBe(2);
    expect(repeatIn(theirs, 'child').hiddenInstances()).toBe(0);
  });

  test('does not make rows for a count that a colleague recorded, before somebody types here', () => {
    const form = begun(nodes);
    expect(form.applyChanges([value('howMany', 1)], 'recorded').writes).toEqual([]);
    expect(repeatIn(form, 'child').instances().length).toBe(0);
  });

  test('does not follow a count into the millions', () => {
    const form = begun(nodes);
    form.applyChanges([value('howMany', 5_000_000)], 'typed');
    expect(repeatIn(form, 'child').instances().length).toBe(2_000);
  });
});

describe('a repeat that counts its own rows', () => {
  const anotherOne = (count: string) => [
    ask('asked', 'calculate', { calculation: count }),
    repeat('person', [ask('name', 'text', { default: 'nobody' }), ask('done', 'text')], {
      count: '${asked}',
    }),
  ];
  const lastSaysNo =
    "if(count(${person}) = 0 or ${person}[last()]/done = 'no', count(${person}) + 1, count(${person}))";
  const untilYes = "if(${person}[last()]/done = 'yes', count(${person}), count(${person}) + 1)";
  const rowsOf = (form: Form): string => {
    const person = repeatIn(form, 'person');
    return `${person.instances().length} shown, ${person.hiddenInstances()} hidden`;
  };

  test.each([lastSaysNo, untilYes, 'count(${person}[done = "no"]) + 1'])(
    'gets one row more each time that the last one says no: %s',
    (count) => {
      const form = begun(anotherOne(count));
      expect(rowsOf(form)).toBe('1 shown, 0 hidden');
      form.applyChanges([value('done', 'no', 'n1')], 'typed');
      expect(rowsOf(form)).toBe('2 shown, 0 hidden');
      form.applyChanges([value('name', 'Issa', 'n2')], 'typed');
      form.applyChanges([value('done', 'no', 'n2')], 'typed');
      expect(rowsOf(form)).toBe('3 shown, 0 hidden');
      form.applyChanges([value('done', 'yes', 'n3')], 'typed');
      expect(rowsOf(form)).toBe('3 shown, 0 hidden');
    },
  );

  test('gets all its rows at once where that comes to an end', () => {
    const form = opened(anInstrument(anotherOne('if(count(${person}) < 4, count(${person}) + 1, 4)')));
    const { writes } = form.begin();
    expect(rowsOf(form)).toBe('4 shown, 0 hidden');
    expect(writes.filter(({ kind }) => kind === 'instance').length).toBe(4);
  });

  test('gets one row for one answer with an endless count, and writes no more', () => {
    const form = opened(anInstrument(anotherOne('count(${person}) + 1')));
    expect(form.begin().writes).toEqual([row('person', 'n1', 'a0'), value('name', 'nobody', 'n1')]);
    expect(form.applyChanges([value('name', 'Issa', 'n1')], 'typed').writes).toEqual([]);
    expect(rowsOf(form)).toBe('1 shown, 0 hidden');
  });

  test('gets no row for being opened again', () => {
    const recorded = [row('person', 'n1', 'a0'), value('done', 'no', 'n1'), row('person', 'n2', 'a1')];
    const form = opened(anInstrument(anotherOne(untilYes)), recorded);
    expect(form.applyChanges([value('name', 'Issa', 'n2')], 'typed').writes).toEqual([]);
    expect(rowsOf(form)).toBe('2 shown, 0 hidden');
    form.applyChanges([value('done', 'no', 'n2')], 'typed');
    expect(rowsOf(form)).toBe('3 shown, 0 hidden');
  });

  test('hides as many rows as it asks for no longer, once those behind are hidden', () => {
    const recorded = ['yes', 'yes', 'no', 'yes'].flatMap((done, at) => [
      row('person', `n${at + 1}`, `a${at}`),
      value('done', done, `n${at + 1}`),
    ]);
    // Of four rows it needs two, and of these one.
    const form = opened(anInstrument(anotherOne('count(${person}[done = "no"]) + 1')), recorded);
    expect(rowsOf(form)).toBe('1 shown, 3 hidden');
  });

  test('hides the rows that it asks for no longer, on every device alike', () => {
    const recorded = ['no', 'no', 'no', 'yes'].flatMap((done, at) => [
      row('person', `n${at + 1}`, `a${at}`),
      value('done', done, `n${at + 1}`),
    ]);
    const count = 'count(${person}[done = "no"]) + 1';
    const form = opened(anInstrument(anotherOne(count)), recorded);
    expect(rowsOf(form)).toBe('4 shown, 0 hidden');
    const answerChange = value('done', 'yes', 'n1');
    form.applyChanges([answerChange], 'typed');
    expect(rowsOf(form)).toBe('3 shown, 1 hidden');
    const reopened = opened(anInstrument(anotherOne(count)), [...recorded, answerChange]);
    expect(rowsOf(reopened)).toBe('3 shown, 1 hidden');
    reopened.applyChanges([value('done', 'no', 'n1')], 'recorded');
    expect(rowsOf(reopened)).toBe('4 shown, 0 hidden');
  });
});

test('rows that a new assessment begins with have their values', () => {
  const instrument = anInstrument(
    [
      repeat('sex', [ask('code', 'select_one', { choices: { list: 'sexes' } })], {
        initial: [{ code: 'f' }, { code: 'm' }],
      }),
    ],
    { choiceLists: [list('sexes', 'f', 'm')] },
  );
  const form = opened(instrument);
  form.begin();
  expect(repeatIn(form, 'sex').instances().length).toBe(2);
  expect(questionIn(form, '/data/sex[2]/code').value()).toBe('m');
});

test('nested initial rows follow the numbers of each outer row, or else of the first', () => {
  const form = begun([
    repeat('house', [repeat('room', [ask('use', 'text')], { initial: [{ use: 'a' }, {}] })], {
      initial: [{}, { room: [{}, { use: 'b' }, { use: 'c' }] }, { room: [] }, {}],
    }),
  ]);
  const uses = repeatIn(form, 'house')
    .instances()
    .map((house) =>
      everyNode(house.nodes()).flatMap((node) => (node.kind === 'question' ? [node.value()] : [])),
    );
  expect(uses).toEqual([['a', null], [null, 'b', 'c'], [], ['a', null]]);
});

test('initial values of a counted repeat fill its first rows and no later ones', () => {
  const form = begun([
    ask('howMany', 'integer', { default: '3' }),
    repeat('child', [ask('name', 'text', { default: 'new' })], {
      count: '${howMany}',
      initial: [{ name: 'first' }, { name: 'second' }],
    }),
  ]);
  form.applyChanges([value('howMany', 4)], 'typed');
  const child = repeatIn(form, 'child').instances();
  expect(child.map((_, at) => questionIn(form, `/data/child[${at + 1}]/name`).value())).toEqual([
    'first',
    'second',
    'new',
    'new',
  ]);
});
