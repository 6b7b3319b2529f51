import { describe, expect, test } from 'vitest';
import { mainExportLine, partsOf } from '#build/structure/file-parts.mjs';
import { parseSource } from '#build/structure/source-files.mjs';

const parse = (lines: readonly string[], file = 'read-pack.ts') => parseSource(file, lines.join('\n'));

describe('parts of a file', () => {
  test('two functions without a name in common are two parts', () => {
    const sourceFile = parse(['export function one() {', '  return 1;', '}', 'export const two = 2;']);
    expect(partsOf(sourceFile)).toEqual([
      { names: ['one'], lines: 3 },
      { names: ['two'], lines: 1 },
    ]);
  });

  test('a later statement that uses both joins two parts', () => {
    const sourceFile = parse(['const one = 1;', 'const two = 2;', 'export const sum = one + two;']);
    expect(partsOf(sourceFile)).toEqual([{ names: ['one', 'two', 'sum'], lines: 3 }]);
  });

  test('a type and a component connect like a value', () => {
    const sourceFile = parse(
      ['type Props = object;', 'const Row = (_: Props) => null;', 'export const Table = () => <Row />;'],
      'table.tsx',
    );
    expect(partsOf(sourceFile)).toHaveLength(1);
  });

  test('an import that two functions share does not connect them', () => {
    const sourceFile = parse([
      "import { z } from 'zod';",
      'const one = z.string();',
      'const two = z.number();',
    ]);
    expect(partsOf(sourceFile)).toHaveLength(2);
  });
});

describe('main export', () => {
  test('is the export with the name of the file', () => {
    expect(mainExportLine(parse(['const one = 1;', 'export const readPack = () => one;']))).toBe(2);
  });

  test('is none where only a local has the name of the file', () => {
    expect(mainExportLine(parse(['const readPack = 1;', 'export const other = readPack;']))).toBeUndefined();
  });
});
