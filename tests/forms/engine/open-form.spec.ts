import { describe, expect, test } from 'vitest';
import { openForm } from '#forms/engine/open-form.ts';
import {
  anEnvironment,
  anInstrument,
  ask,
  begun,
  group,
  list,
  opened,
  qid,
  questionIn,
  value,
} from '#tests/support/builders/an-open-form.ts';

const yesNo = { list: 'yesNo' };
const lists = { choiceLists: [list('yesNo', 'yes', 'no')] };

describe('relevance', () => {
  const nodes = [
    ask('hasCar', 'select_one', { choices: yesNo }),
    group('car', [ask('brand', 'text', { required: 'true()' })], { relevant: "${hasCar} = 'yes'" }),
    ask('says', 'calculate', { calculation: "concat('Brand: ', ${brand})" }),
  ];

  test('goes down from a group to its questions', () => {
    const form = begun(nodes, lists);
    expect(questionIn(form, 'brand').isRelevant()).toBe(false);
    form.applyChanges([value('hasCar', 'yes')], 'typed');
    expect(questionIn(form, 'brand').isRelevant()).toBe(true);
  });

  test('a hidden answer is kept, blank to expressions and listed; shown again it counts again', () => {
    const form = begun(nodes, lists);
    form.applyChanges([value('hasCar', 'yes'), value('brand', 'Fiat')], 'typed');
    expect(questionIn(form, 'says').value()).toBe('Brand: Fiat');
    form.applyChanges([value('hasCar', 'no')], 'typed');
    expect(questionIn(form, 'brand').value()).toBe('Fiat');
    expect(questionIn(form, 'says').value()).toBe('Brand: ');
    expect(form.hiddenAnswers().map((formQuestion) => formQuestion.address.qid)).toEqual(['brand']);
    form.applyChanges([value('hasCar', 'yes')], 'typed');
    expect(questionIn(form, 'says').value()).toBe('Brand: Fiat');
    expect(form.hiddenAnswers()).toEqual([]);
  });

  test('each change reports the nodes that may look different', () => {
    const form = begun(nodes, lists);
    const brand = questionIn(form, 'brand');
    brand.violation();
    const { changed } = form.applyChanges([value('hasCar', 'yes')], 'typed');
    expect(changed.has(brand)).toBe(true);
  });
});

describe('validity', () => {
  const nodes = [
    ask('age', 'integer', { required: 'true()', constraint: '. >= 0 and . < 120' }),
    ask('name', 'text', { constraint: 'string-length(.) < 5' }),
  ];

  test('required and constraint; a constraint asks nothing of a blank answer', () => {
    const form = begun(nodes);
    const whys = (): readonly string[] =>
      form.violations().map(({ question, why }) => `${question.address.qid} ${why}`);
    expect(whys()).toEqual(['age required']);
    form.applyChanges([value('age', 200), value('name', 'Amadou')], 'typed');
    expect(whys()).toEqual(['age constraint', 'name constraint']);
    form.applyChanges([value('age', 30), value('name', null)], 'typed');
    expect(whys()).toEqual([]);
  });

  test('a value of another type is told as such', () => {
    const form = opened(anInstrument(nodes), [value('age', 'thirty')]);
    expect(questionIn(form, 'age').violation()).toBe('type');
  });
});

describe('choices', () => {
  const nodes = [
    ask('region', 'select_one', { choices: { list: 'regions' } }),
    ask('town', 'select_one', {
      choices: { list: 'towns', filter: 'region = ${region}' },
      required: 'true()',
    }),
    ask('where', 'calculate', { calculation: "jr:choice-name(${town}, '${town}')" }),
  ];
  const more = {
    choiceLists: [
      list('regions', 'north', 'south'),
      list(
        'towns',
        { name: 'agadez', label: { en: 'Agadez' }, columns: { region: 'north' } },
        { name: 'zinder', label: { en: 'Zinder' }, columns: { region: 'south' } },
      ),
    ],
  };

  test('a filter offers the choices that fit the answer above', () => {
    const form = begun(nodes, more);
    form.applyChanges([value('region', 'north')], 'typed');
    expect(questionIn(form, 'town').choices()).toMatchObject([{ name: 'agadez', label: 'Agadez' }]);
  });

  test('a choice that no longer fits is kept, marked, and blank to expressions', () => {
    const form = begun(nodes, more);
    form.applyChanges([value('region', 'north'), value('town', 'agadez')], 'typed');
    expect(questionIn(form, 'where').value()).toBe('Agadez');
    form.applyChanges([value('region', 'south')], 'typed');
    const town = questionIn(form, 'town');
    expect([town.value(), town.violation()]).toEqual(['agadez', 'choice']);
    expect(questionIn(form, 'where').value()).toBe(null);
  });
});

describe('a new assessment', () => {
  const nodes = [
    ask('country', 'text', { default: 'Niger' }),
    ask('started', 'calculate', { preload: 'start' }),
    ask('device', 'calculate', { preload: 'deviceid' }),
    ask('visit', 'text', { actions: [{ on: 'first-load', value: "concat(${country}, ' 1')" }] }),
  ];

  test('begins with defaults, device values and first-load actions, all requested as writes', () => {
    const { writes } = opened(anInstrument(nodes)).begin();
    expect(writes).toEqual([
      value('country', 'Niger'),
      value('started', '2026-03-01T11:30:00.000+02:00'),
      value('device', 'device-1'),
      value('visit', 'Niger 1'),
    ]);
  });

  test('opening an existing assessment writes nothing', () => {
    const form = opened(anInstrument(nodes), [value('country', 'Mali')]);
    expect(form.applyChanges([value('visit', 'two')], 'recorded').writes).toEqual([]);
    expect(questionIn(form, 'country').value()).toBe('Mali');
  });
});

describe('actions on a change', () => {
  const nodes = [
    ask('birth', 'date'),
    ask('noted', 'text', { actions: [{ on: 'changed', of: ['birth'], value: "concat('born ', ${birth})" }] }),
    ask('then', 'text', { actions: [{ on: 'changed', of: ['noted'], value: "'noted'" }] }),
  ];

  test('are carried out when a person changes the answer, and set off further ones', () => {
    const form = begun(nodes);
    const { writes } = form.applyChanges([value('birth', '2000-01-02')], 'typed');
    expect(writes).toEqual([value('noted', 'born 2000-01-02'), value('then', 'noted')]);
  });

  test('are not executed for a value recorded by a colleague', () => {
    const form = begun(nodes);
    expect(form.applyChanges([value('birth', '2000-01-02')], 'recorded').writes).toEqual([]);
    expect(form.applyChanges([value('birth', '2000-01-02')], 'typed').writes).toEqual([]);
  });

  test('two that set each other off come to an end', () => {
    const form = begun([
      ask('a', 'integer', { actions: [{ on: 'changed', of: ['b'], value: '${b} + 1' }] }),
      ask('b', 'integer', { actions: [{ on: 'changed', of: ['a'], value: '${a} + 1' }] }),
    ]);
    form.applyChanges([value('a', 1)], 'typed');
    expect(questionIn(form, 'b').value()).toBeGreaterThan(1);
  });
});

test('a value calculated once stays unchanged, also after reopening', () => {
  const nodes = [
    ask('name', 'text'),
    ask('code', 'calculate', { calculation: "once(concat('c-', ${name}))" }),
  ];
  const form = begun(nodes);
  expect(form.applyChanges([value('name', 'a')], 'typed').writes).toEqual([]);
  expect(questionIn(form, 'code').value()).toBe('c-');
  const again = opened(anInstrument(nodes), [value('code', 'c-'), value('name', 'b')]);
  expect(questionIn(again, 'code').value()).toBe('c-');
});

test('labels are filled in, in the language that is set', () => {
  const nodes = [
    ask('name', 'text'),
    ask('age', 'integer', { label: { en: 'Age of ${name}?', fr: 'Âge de ${name} ?' } }),
  ];
  const form = begun(nodes, { languages: ['en', 'fr'] });
  form.applyChanges([value('name', 'Aïcha')], 'typed');
  expect(questionIn(form, 'age').label()).toBe('Age of Aïcha?');
  form.setLanguage('fr');
  expect(questionIn(form, 'age').label()).toBe('Âge de Aïcha ?');
});

test('a calculation is never written over, and a circle of calculations does not hang', () => {
  const form = begun([
    ask('a', 'integer'),
    ask('double', 'integer', { calculation: '${a} * 2' }),
    ask('x', 'calculate', { calculation: '${y} + 1' }),
    ask('y', 'calculate', { calculation: '${x} + 1' }),
  ]);
  form.applyChanges([value('a', 4), value('double', 3)], 'typed');
  expect(questionIn(form, 'double').value()).toBe(8);
  expect(questionIn(form, 'double').isReadOnly()).toBe(true);
  expect(() => questionIn(form, 'x').value()).not.toThrow();
});

test('answers without a question change nothing: they are parked elsewhere', () => {
  const form = begun([ask('a', 'text')]);
  expect(form.applyChanges([value('gone', 'x')], 'typed').changed.size).toBe(0);
  expect(form.question({ qid: qid('gone'), instance: null })).toBeUndefined();
});

test('a form with an expression that cannot be understood is refused, with all its problems', () => {
  const broken = anInstrument([
    ask('a', 'text', { relevant: '${b} =' }),
    ask('c', 'text', { constraint: '${nobody} > 1' }),
  ]);
  const form = openForm(broken, anEnvironment(), []);
  expect(!form.ok && form.refusal.map(({ code }) => code)).toEqual([
    'expression.syntax',
    'reference.unknown',
  ]);
});
