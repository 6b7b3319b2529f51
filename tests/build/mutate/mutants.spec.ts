import { expect, test } from 'vitest';
import { drawMutants, findMutants } from '#build/mutate/mutants.mjs';
import { relatedTests } from '#build/mutate/test-graph.mjs';

/** Each mutant of a source, as the source that it makes. */
const mutated = (code: string): readonly string[] =>
  findMutants('a.ts', code).map(({ start, end, text }) => code.slice(0, start) + text + code.slice(end));

test.each<[string, string, readonly string[]]>([
  ['comparisons are flipped and their borders moved', 'x = a < b', [';', 'x = a >= b', 'x = a <= b']],
  ['equality becomes inequality', 'x = a === b', [';', 'x = a !== b']],
  ['logic is flipped', 'x = a && (b)', [';', 'x = a || (b)']],
  ['conditions are negated', 'const x = a ? b : c;', ['const x = !(a) ? b : c;']],
  ['statements and refusals are removed', 'if (a) throw b;', ['if (!(a)) throw b;', 'if (a) ;']],
  ['whole numbers get one larger', 'const x = [0, 1.5];', ['const x = [1, 1.5];']],
  ['results are emptied', 'const f = () => ({ a });', ['const f = () => undefined;']],
  [
    'types, imports, keys and texts are left alone',
    "import a from 'a';\ntype T = 1 | 2;\nconst x: 3 = { 4: 'é' };",
    [],
  ],
])('%s', (_, code, all) => {
  expect(mutated(code)).toEqual(all);
});

test('a mutant names its line', () => {
  expect(findMutants('a.ts', "const word = 'é';\nconst x = 7;")).toEqual([
    { file: 'a.ts', start: 28, end: 29, text: '8', kind: 'constant', line: 2 },
  ]);
});

test('the same seed draws the same mutants, another one others', () => {
  const all = findMutants('a.ts', Array.from({ length: 100 }, (_, at) => `const x${at} = ${at};`).join('\n'));
  expect(drawMutants(all, 10, 1)).toHaveLength(10);
  expect(drawMutants(all, 10, 1)).toEqual(drawMutants(all, 10, 1));
  expect(drawMutants(all, 10, 1)).not.toEqual(drawMutants(all, 10, 2));
  expect(drawMutants(all, 1_000, 1)).toEqual(all);
});

test('related tests are ordered nearest first: by folder, then by import distance', () => {
  const importers = new Map([
    ['sync/a.ts', new Set(['sync/b.ts', 'tests/renderer/direct.spec.ts'])],
    ['sync/b.ts', new Set(['sync/a.ts', 'tests/sync/far.spec.ts', 'tests/renderer/far.spec.ts'])],
    ['sync/c.ts', new Set(['tests/sync/other.spec.ts'])],
  ]);
  expect(relatedTests(importers, 'sync/a.ts')).toEqual([
    'tests/sync/far.spec.ts',
    'tests/renderer/direct.spec.ts',
    'tests/renderer/far.spec.ts',
  ]);
});
