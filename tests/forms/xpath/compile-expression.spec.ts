import { describe, expect, test } from 'vitest';
import { compileText } from '#forms/xpath/compile-expression.ts';
import type { ExpressionBinding } from '#forms/xpath/compiled.ts';
import { createChildStep, type LocationStep, parentStep, rootStep } from '#forms/xpath/expression.ts';
import { parseExpression } from '#forms/xpath/parser.ts';
import { valueToText } from '#forms/xpath/value.ts';
import { anEvaluationContext, evaluated, treeOf } from './evaluated.ts';

const household = `<data>
  <town>goma</town><limit>18</limit>
  <kids><name>A</name><age>20</age></kids><kids><name>B</name><age>7</age></kids><kids><name>C</name><age/></kids>
</data>`;

/** References from a question in a row: to its own row, to places outside, to all rows. */
const inRow: ExpressionBinding = {
  reference(name, every) {
    const ways: Readonly<Record<string, readonly LocationStep[]>> = {
      town: [rootStep, createChildStep('data'), createChildStep('town')],
      limit: [rootStep, createChildStep('data'), createChildStep('limit')],
      kids: [rootStep, createChildStep('data'), createChildStep('kids')],
      age: every
        ? [rootStep, createChildStep('data'), createChildStep('kids'), createChildStep('age')]
        : [parentStep, createChildStep('age')],
      name: every
        ? [rootStep, createChildStep('data'), createChildStep('kids'), createChildStep('name')]
        : [parentStep, createChildStep('name')],
    };
    return ways[name] ?? null;
  },
};
const at = ['data', 'kids', 'age'];
const inForm = (text: string) => evaluated(text, { xml: household, at, bind: inRow });
const textInForm = (text: string) => valueToText(inForm(text));

describe('references', () => {
  test('${name} means the answer in the same row, or the one outside', () => {
    expect(textInForm('${name}')).toBe('A');
    expect(textInForm('${town}')).toBe('goma');
    expect(inForm('${age} > ${limit}')).toBe(true);
  });

  test('in a predicate it still begins at the question that the expression belongs to', () => {
    expect(inForm('count(${kids}[name = ${name}])')).toBe(1);
    expect(textInForm('${kids}[age < ${age}]/name')).toBe('B');
  });

  test('it can go on as a path, and be counted', () => {
    expect(inForm('count(${kids})')).toBe(3);
    expect(textInForm('${kids}[2]/name')).toBe('B');
    expect(textInForm("join(', ', ${kids}/name)")).toBe('A, B, C');
  });

  test('indexed-repeat looks through all rows, though a reference means the own row', () => {
    expect(textInForm('indexed-repeat(${name}, ${kids}, 2)')).toBe('B');
    expect(textInForm('indexed-repeat(${name}, ${kids}, position(..) + 2)')).toBe('C');
    expect(textInForm('indexed-repeat(${name}, ${kids}, 9)')).toBe('');
  });

  test('rows without an answer add nothing to a sum, and count as not answered', () => {
    expect(inForm('sum(${kids}/age)')).toBe(27);
    expect(inForm('count-non-empty(${kids}/age)')).toBe(2);
  });

  test('absolute paths begin at the form, also within further data', () => {
    const towns = treeOf(
      '<root><item><name>goma</name><label>Goma</label></item><item><name>beni</name></item></root>',
    );
    const found = evaluated("instance('towns')/root/item[name = /data/town]/label", {
      xml: household,
      at,
      context: { instance: (id) => (id === 'towns' ? towns : null) },
    });
    expect(valueToText(found)).toBe('Goma');
  });
});

describe('functions of the evaluation context', () => {
  test('pulldata reads a cell of a table', () => {
    const prices = treeOf('<root><item><k>a</k><v>1</v></item><item><k>b</k><v>2</v></item></root>');
    const context = { instance: (id: string) => (id === 'prices' ? prices : null) };
    expect(evaluated("pulldata('prices', 'v', 'k', 'b')", { context })).toBe('2');
    expect(evaluated("pulldata('prices', 'v', 'k', 'c')", { context })).toBe('');
    expect(evaluated("pulldata('none', 'v', 'k', 'b')", { context })).toBe('');
  });

  test('version() is that of the form', () => {
    expect(textInForm('version()')).toBe('2026.1');
  });

  test('jr:choice-name gives the label for a code, its question named by path or by name', () => {
    expect(textInForm("jr:choice-name(${town}, '${town}')")).toBe('town: goma');
    expect(textInForm("jr:choice-name('x', ' /data/town ')")).toBe('town: x');
    expect(textInForm("jr:choice-name('x', 'nowhere')")).toBe('');
  });

  test('jr:itext gives words by their id', () => {
    expect(evaluated("jr:itext('hello')")).toBe('text hello');
  });

  test('once keeps an existing value and evaluates otherwise', () => {
    expect(evaluated('once(random())', { xml: '<q>kept</q>', at: ['q'] })).toBe('kept');
    expect(evaluated('once(random())', { xml: '<q/>', at: ['q'] })).toBe(0.25);
  });

  test('a seed gives the order that ODK gives', () => {
    const xml = `<r>${['A', 'B', 'C', 'D', 'E', 'F'].map((one) => `<i>${one}</i>`).join('')}</r>`;
    const ordered = (seed: string) => evaluated(`join('', randomize(/r/i, ${seed}))`, { xml });
    expect([ordered('42'), ordered("'42'"), ordered('1')]).toEqual(['AFCBDE', 'AFCBDE', 'BFEACD']);
    expect(ordered("'household-7'")).toBe(ordered("'household-7'"));
    expect(valueToText(ordered("'household-7'")).split('').sort().join('')).toBe('ABCDEF');
  });
});

describe('dates', () => {
  test('today and now are local', () => {
    expect(evaluated('today()')).toBe('2026-03-01');
    expect(evaluated('now()')).toBe('2026-03-01T14:00:00.000+02:00');
    const context = { now: () => Date.UTC(2026, 2, 1, 23), offsetMinutes: () => 120 };
    expect(evaluated('today()', { context })).toBe('2026-03-02');
  });

  test('a day is counted in the zone where it is', () => {
    expect(evaluated("date('2026-03-01') - date('2026-02-27')")).toBe(2);
    expect(evaluated("date(decimal-date-time('2026-03-01') + 30)")).toBe('2026-03-31');
    expect(evaluated("decimal-date-time('1970-01-01T00:00:00Z')")).toBe(0);
  });

  test('the offset of the day counts, where clocks are moved', () => {
    // As in Europe: an hour more from the end of March on.
    const offsetMinutes = (ms: number) => (ms >= Date.UTC(2026, 2, 29, 1) ? 120 : 60);
    expect(evaluated("date-time('2026-03-28T12:00:00')", { context: { offsetMinutes } })).toBe(
      '2026-03-28T12:00:00.000+01:00',
    );
    expect(evaluated("date(decimal-date-time('2026-06-01'))", { context: { offsetMinutes } })).toBe(
      '2026-06-01',
    );
  });

  test('days that there are not are blank', () => {
    const texts = ['2026-02-29', '2024-02-30', '2026-13-01', '2026-00-10', '2026-01-01T24:00', 'soon', ''];
    expect(texts.map((text) => evaluated(`date('${text}')`))).toEqual(texts.map(() => ''));
    expect(evaluated("date('2024-02-29')")).toBe('2024-02-29');
  });

  test('formats name every part', () => {
    const format = '%Y %y %m %n %B %b %d %e %A %a %H %h %M %S %3 %% %q';
    expect(evaluated(`format-date-time('2026-03-01T09:05:07.080+02:00', '${format}')`)).toBe(
      '2026 26 03 3 March Mar 01 1 Sunday Sun 09 9 05 07 080 % %q',
    );
  });

  test('days of 400 years are the calendar’s, and come back as they were', () => {
    const days = Array.from({ length: 40 }, (_, at) => at * 3_653 - 60_000);
    const context = { offsetMinutes: () => 0 };
    const texts = days.map((day) => evaluated(`date(${day})`, { context }));
    expect(texts).toEqual(days.map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10)));
    expect(texts.map((text) => evaluated(`number('${valueToText(text)}')`, { context }))).toEqual(days);
  });
});

describe('values', () => {
  test('numbers become texts that can be read again', () => {
    const numbers = [0.1, -0.00000015, 1e21, -1.5e300, 123456789.125, 5e-324];
    for (const number of numbers) {
      const text = valueToText(number);
      expect(text).not.toContain('e');
      expect(Number(text)).toBe(number);
    }
    expect([valueToText(-0), valueToText(Number.NaN), valueToText(-Infinity)]).toEqual([
      '0',
      'NaN',
      '-Infinity',
    ]);
  });

  test.each([
    ['2.5', 3],
    ['-2.5', -2],
    ['-2.51', -3],
    ['-0.5', 0],
    ['-0.2', 0],
    ['2.675, 2', 2.68],
    ['1.005, 2', 1.01],
    ['-12345.15, 1', -12345.1],
    ['-12345.16, 1', -12345.2],
    ['12345.5, -1', 12350],
    ['-15, -1', -10],
    ['1e300, 5', 1e300],
  ])('halves are rounded towards plus infinity, on the digits that people see: round(%s)', (args, result) => {
    expect(evaluated(`round(${args})`)).toBe(result);
  });

  test('a rounded text is never a negative zero', () => {
    expect(evaluated("concat(round(-0.5), ' ', int(-0.5), ' ', round('-0.4'))")).toBe('0 0 0');
  });

  test.each([
    ["'7.9e-12'", 0],
    ["'-7.9E2'", -790],
    ["'12.9'", 12],
    ["'12e'", Number.NaN],
    ["''", Number.NaN],
    ['-12.9', -12],
    ['-0.5', 0],
  ])('int() takes texts with an exponent: int(%s)', (text, result) => {
    expect(evaluated(`int(${text})`)).toBe(result);
  });

  test.each(
    ['имя', 'نام', 'می\u200cخواهم', 'नाम', '名前', 'ⅳ', '𠀀', 'a‿b', '¹'].map(
      (name) => [name, name === '¹'] as const,
    ),
  )('names are those of XML, in any letters: %s', (name, isRefused) => {
    expect(parseExpression(`/data/${name} = concat(${name}, \${${name}})`).ok).toBe(!isRefused);
  });

  test('a pattern must fit the whole text, as in ODK Collect', () => {
    expect(evaluated("regex('a12', '[0-9]+')")).toBe(false);
    expect(evaluated("regex('12', '[0-9]+')")).toBe(true);
    expect(evaluated("regex('', '[0-9]*')")).toBe(true);
  });

  test('selected compares whole codes', () => {
    expect(evaluated("selected('north northwest', 'north')")).toBe(true);
    expect(evaluated("selected('northwest', 'north')")).toBe(false);
    expect(evaluated("selected-at('a b', 5)")).toBe('');
  });

  test('a problem counts as blank', () => {
    const parsed = parseExpression('nosuch()');
    if (!parsed.ok) throw new Error('refused');
    const rootElement = treeOf('<a/>');
    const value = compileText(parsed.value, { reference: () => null })({
      node: rootElement,
      current: rootElement,
      position: 1,
      size: 1,
      context: anEvaluationContext(rootElement),
    });
    expect(valueToText(value)).toBe('');
  });
});

describe('invalid expressions', () => {
  test.each([
    ['', 0, 'empty'],
    ['1 +', 3, 'the end'],
    ['(1', 2, '“)”'],
    ["concat('a' 'b')", 11, '“)”'],
    ["'open", 0, 'no closing'],
    ['$x', 0, '${name}'],
    ['a # b', 2, '“#”'],
    ['1 2', 2, 'operator'],
    ['sideways::a', 0, 'not an axis'],
    ['a[', 2, 'expected'],
    ['1 order 2', 2, 'operator'],
  ])('%j is refused at %i', (text, place, part) => {
    const parsed = parseExpression(text);
    expect(parsed).toMatchObject({ ok: false, refusal: { code: 'expression.syntax', at: place } });
    expect(parsed.ok ? '' : parsed.refusal.message).toContain(part);
  });

  test('one that is too long is refused without being read', () => {
    expect(parseExpression(`1${' '.repeat(60_000)}`)).toMatchObject({
      ok: false,
      refusal: { code: 'expression.tooLong' },
    });
  });
});
