import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { XPathNode } from '#forms/xml/xml-node.ts';
import type { XPathValue } from '#forms/xpath/value.ts';
import { evaluated } from './evaluated.ts';

const xml = '<d><a i="1"><b>1</b><b>2<c/></b></a>t<a><a><b>3</b></a></a><e/><!--f--><a i="2"/></d>';
const seed = 20_261_125;

function nodesOf(text: string, namespaces?: ReadonlyMap<string, string>): readonly XPathNode[] {
  const bind = { reference: () => null, ...(namespaces && { namespaces }) };
  const value: XPathValue | object = evaluated(text, { xml, at: ['d', 'a'], bind });
  if (!Array.isArray(value)) throw new Error(`${text} gives no nodes`);
  return value;
}

const step = fc.constantFrom('a', 'b', 'c', 'd', '..', '.');
const anyStep = fc.oneof(
  step,
  fc
    .tuple(
      fc.constantFrom(
        'child',
        'parent',
        'ancestor',
        'ancestor-or-self',
        'descendant',
        'descendant-or-self',
        'self',
      ),
      fc.constantFrom('*', 'a', 'node()', 'b'),
    )
    .map(([axis, name]) => `${axis}::${name}`),
  fc
    .tuple(
      fc.constantFrom('following', 'preceding', 'following-sibling', 'preceding-sibling', 'attribute'),
      fc.constantFrom('*', 'a', 'node()', 'text()', 'i'),
      fc.constantFrom('', '[1]', '[last()]', '[. = 3]', '[position() > 1]'),
    )
    .map(([axis, name, predicate]) => `${axis}::${name}${predicate}`),
);

describe('paths', () => {
  test('the short road by names leads where the long one leads', () => {
    const path = fc
      .tuple(fc.constantFrom('', '/'), fc.array(step, { minLength: 1, maxLength: 7 }))
      .map(([root, steps]) => root + steps.join('/'));
    // With a table of namespaces, each step is walked on its own.
    fc.assert(
      fc.property(path, (text) => {
        expect(nodesOf(text).map((node) => node.order())).toEqual(
          nodesOf(text, new Map()).map((node) => node.order()),
        );
      }),
      { seed, numRuns: 500 },
    );
  });

  test('every union of paths yields each node once, in document order', () => {
    const path = fc.array(anyStep, { minLength: 1, maxLength: 4 }).map((steps) => steps.join('/'));
    const union = fc.array(path, { minLength: 1, maxLength: 3 }).map((paths) => paths.join(' | '));
    fc.assert(
      fc.property(union, (text) => {
        const orders = nodesOf(text).map((node) => node.order());
        expect(orders).toEqual([...new Set(orders)].sort((one, other) => one - other));
      }),
      { seed, numRuns: 1_000 },
    );
  });

  test('following, preceding, ancestors and descendants part the document with the node itself', () => {
    const sides = ['self', 'ancestor', 'descendant', 'following', 'preceding'];
    for (const place of ['/d/a[1]/b[2]', '/d/e', '/d/a[2]/a', '/d']) {
      const counts = sides.map((axis) => nodesOf(`${place}/${axis}::node()`).length);
      const all = nodesOf('/descendant-or-self::node()').length;
      expect(counts.reduce((sum, count) => sum + count)).toBe(all);
    }
  });

  test('a position counts within its axis, or within the whole result of a bracketed path', () => {
    const texts = (text: string) => nodesOf(text).map((node) => node.text());
    expect(texts('//b[1]')).toEqual(['1', '3']);
    expect(texts('(//b)[2]')).toEqual(['2']);
    expect(texts('/d/e/preceding::b[1]')).toEqual(['3']);
    expect(texts('//b[last()]')).toEqual(['2', '3']);
  });
});
