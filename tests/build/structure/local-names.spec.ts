import { expect, test } from 'vitest';
import { localNames } from '#build/structure/local-names.mjs';
import { parseSource } from '#build/structure/source-files.mjs';

const names = (code: string) => localNames(parseSource('a.ts', code)).map(({ name }) => name);

test('parameters and variables within functions are local names', () => {
  const code = [
    'export const top = (first: number, { second, third: renamed = 3 }: Pair, ...rest: number[]) => {',
    '  const [inner, , ...others] = rest;',
    '  for (const one of others) use(function (late) {});',
    '};',
    'class Store { constructor(private readonly database: Database) {} read(id: string) {} }',
  ].join('\n');
  expect(names(code)).toEqual('first second renamed rest inner others one late database id'.split(' '));
});

test('names at the top and of types are not local', () => {
  expect(names('const top = 1; type Read = (id: string) => void; interface Rows { size: number }')).toEqual(
    [],
  );
});
