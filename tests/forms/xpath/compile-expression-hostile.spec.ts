import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileExpression } from '#forms/xpath/compile-expression.ts';
import { maximumExpressionDepth, maximumExpressionLength, parseExpression } from '#forms/xpath/parser.ts';
import { isEvaluationProblem } from '#forms/xpath/value.ts';
import records from '#tests/data/forms/conformance/xpath-webforms.json' with { type: 'json' };
import { anEvaluationContext, evaluated, treeOf } from './evaluated.ts';

// `npm run fuzz` goes on with other seeds.
const seed = Number(process.env['FIELDBOOK_SEED'] ?? 20_261_125);
const numRuns = Number(process.env['FIELDBOOK_ROUNDS'] ?? 1_000);

const root = treeOf('<data><a>1</a><b><c>x y</c><c>2026-03-01</c></b><d/></data>');
const context = anEvaluationContext(root, { instance: () => root, budget: 20_000 });
const bind = { reference: () => [] };

/** Outcome for any text: refused with a place in it, or evaluated to an end. */
function fate(text: string): string {
  const parsed = parseExpression(text);
  if (!parsed.ok) {
    const { at, message } = parsed.refusal;
    return at >= 0 && at <= text.length && message !== '' ? 'refused' : 'lost';
  }
  const value = compileExpression(
    parsed.value,
    bind,
  )({ node: root, current: root, position: 1, size: 1, context });
  return isEvaluationProblem(value) ? 'problem' : 'value';
}

/** Parts of expressions; `~` is a blank, because a blank separates the parts here. */
const words = (
  'a b c . .. / // * @ | + - div mod and or = != < >= ( ) [ ] , :: "x" \' 1 1.5 0 1e9 ${a} ${ $ ~ é 🙂 # child ' +
  'ancestor following preceding descendant-or-self node() text() position() last() concat( join( if( regex( ' +
  'randomize( substr( translate( round( date( format-date( sum( id( indexed-repeat( selected( digest( area( count( ' +
  'once( uuid( jr:choice-name('
)
  .split(' ')
  .map((word) => word.replace('~', ' '));

describe('texts that mean harm', () => {
  test('any text is refused with its place, or evaluated to an end', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        expect(['refused', 'value', 'problem']).toContain(fate(text));
      }),
      { seed, numRuns },
    );
  });

  test('any sequence of expression tokens is refused or evaluated', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 25 }), (parts) => {
        expect(['refused', 'value', 'problem']).toContain(fate(parts.join('')));
      }),
      { seed, numRuns: 2 * numRuns },
    );
  });

  test('so is any expression of a real test with some characters spoilt', () => {
    const texts = records.map(({ expr }) => expr);
    const spoilt = fc
      .tuple(fc.constantFrom(...texts), fc.nat(), fc.constantFrom(...words, ''), fc.nat(3))
      .map(([text, place, word, cut]) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + word + text.slice(at + cut);
      });
    fc.assert(
      fc.property(spoilt, (text) => {
        expect(['refused', 'value', 'problem']).toContain(fate(text));
      }),
      { seed, numRuns },
    );
  });

  const expressions = fc.letrec<{ any: string; path: string }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom('1', "'x'", '.', 'a', '//c', '${a}', 'today()', 'position()', 'true()'),
      tie('path'),
      fc
        .tuple(
          tie('any'),
          fc.constantFrom('+', ' - ', ' div ', ' mod ', '=', '<', ' and ', ' or ', '!='),
          tie('any'),
        )
        .map(([a, o, b]) => `(${a}${o}${b})`),
      fc
        .tuple(
          fc.constantFrom('string', 'number', 'boolean', 'not', 'round', 'date', 'concat', 'count-selected'),
          tie('any'),
        )
        .map(([f, a]) => `${f}(${a})`),
      fc
        .tuple(fc.constantFrom('if', 'substr', 'translate', 'join'), tie('any'), tie('any'), tie('any'))
        .map(([f, a, b, c]) => `${f}(${a}, ${b}, ${c})`),
      tie('any').map((a) => `-${a}`),
    ),
    path: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('/data', '//*', '..', 'b/c', 'preceding::*', '@*', 'descendant::node()'),
      fc.tuple(tie('path'), tie('any')).map(([p, a]) => `${p}[${a}]`),
      fc
        .tuple(tie('path'), fc.constantFrom('c', '..', '*', 'following::node()'))
        .map(([p, s]) => `${p}/${s}`),
      fc.tuple(tie('path'), tie('path')).map(([a, b]) => `(${a} | ${b})`),
    ),
  }));

  test('an expression that follows the grammar is never refused, and ends', () => {
    fc.assert(
      fc.property(expressions.any, (text) => {
        expect(['value', 'problem']).toContain(fate(text));
      }),
      { seed, numRuns },
    );
  });

  test('100,000 brackets are refused, and no stack overflows', () => {
    for (const open of ['(', '-(', 'not(', 'a[', 'if(1,', '(-(', '[', 'concat((']) {
      expect(fate(open.repeat(100_000))).toBe('refused');
      expect(fate(open.repeat(Math.floor(maximumExpressionLength / open.length)))).toBe('refused');
    }
    const depth = maximumExpressionDepth - 1;
    expect(fate(`${'('.repeat(depth)}1${')'.repeat(depth)}`)).toBe('value');
    expect(fate(`${'('.repeat(depth + 1)}1${')'.repeat(depth + 1)}`)).toBe('refused');
  });

  test('long flat expressions evaluate: a sum of 10,000 parts and a path of 10,000 steps', () => {
    expect(evaluated(Array.from({ length: 10_000 }, () => '1').join('+'))).toBe(10_000);
    expect(evaluated(Array.from({ length: 10_000 }, () => '1').join(' or '))).toBe(true);
    expect(evaluated(`${'-'.repeat(40_001)}1`)).toBe(-1);
    expect(evaluated(`count(/${Array.from({ length: 5_000 }, () => 'data/..').join('/')})`)).toBe(1);
    expect(evaluated(`count(${'/data/../'.slice(0, -1)}${'[1]'.repeat(10_000)})`)).toBe(1);
  });

  test('an expression that visits too many nodes ends in a problem', () => {
    const xml = `<data>${'<a><b>1</b></a>'.repeat(300)}</data>`;
    for (const text of [
      'count(//*[count(//*[count(//*) > 1]) > 1])',
      '//*[//*[//* = //*]]',
      'sum(//b[preceding::*[preceding::*]])',
    ])
      expect(evaluated(text, { xml, context: { budget: 100_000 } })).toMatchObject({
        kind: 'problem',
        code: 'evaluation.budget',
      });
  });

  test('a text that doubles ends in a problem', () => {
    const text = 'x'.repeat(30_000);
    const doubled = evaluated(`concat(${Array.from({ length: 40 }, () => '.').join(', ')})`, {
      xml: `<d>${text}</d>`,
    });
    expect(doubled).toMatchObject({ kind: 'problem', code: 'evaluation.textTooLong' });
  });

  test('a pattern of catastrophic backtracking is fast, and an inherently slow pattern is a problem', () => {
    expect(evaluated(`regex('${'a'.repeat(5_000)}!', '(a+)+$')`)).toBe(false);
    expect(evaluated("regex('a', '(a)\\1')")).toMatchObject({ kind: 'problem', code: 'regex.unsupported' });
    expect(evaluated("regex('a', '((a{1000}){1000}){1000}')")).toMatchObject({ code: 'regex.unsupported' });
    expect(evaluated(`regex('a', '${'(a|b)*'.repeat(1_000)}')`)).toMatchObject({ code: 'regex.unsupported' });
  });

  test('a pattern that repetition makes huge is refused uncompiled, unlike an ordinary one', () => {
    const huge = [
      '(?:a?){1000}'.repeat(100),
      '((a{31}b){31}c){31}',
      `(${'x'.repeat(900)}){9}`,
      '[a-z]{999}'.repeat(9),
    ];
    for (const pattern of huge)
      expect(evaluated(`regex('a', '${pattern}')`)).toMatchObject({ code: 'regex.unsupported' });
    const usual = [
      '^[0-9]{3}-[0-9]{4}$',
      '[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}',
      '[]a]{2}(b|c){0,100}',
      'a{,3}|\\[{9}',
    ];
    for (const pattern of usual) expect(evaluated(`regex('a', '${pattern}')`)).toBe(false);
  });

  test('a long text with a large pattern ends in a problem', () => {
    const xml = `<q>${'a'.repeat(900_000)}</q>`;
    expect(evaluated("regex(., '(a?){400}b')", { xml })).toMatchObject({ code: 'evaluation.budget' });
  });

  test('an error in a part that is not evaluated has no effect', () => {
    expect(evaluated('false() and nosuch()')).toBe(false);
    expect(evaluated('if(true(), 1, substring())')).toBe(1);
    expect(evaluated('nosuch() + 1')).toMatchObject({ kind: 'problem', code: 'function.unknown' });
    expect(evaluated('count(1)')).toMatchObject({ kind: 'problem', code: 'evaluation.notNodes' });
    expect(evaluated('${nobody}')).toMatchObject({ kind: 'problem', code: 'reference.unknown' });
  });
});
