import { expect, test } from 'vitest';
import { countWords } from '#build/structure/identifier-words.mjs';
import { parseSource } from '#build/structure/source-files.mjs';

const names = (code: string, file = 'a.ts') => parseSource(file, code).names.map(({ name }) => name);

test('each top-level declaration gives a name', () => {
  const code = [
    'export function one() { const inner = 1; }',
    'export class Two { method() {} }',
    'const three = 3, four = 4;',
    'export type Five = 5;',
    'interface Six {}',
    'enum Seven { Member }',
    'export const { eight, renamed: nine = 9, ...ten } = all;',
    'let [eleven, , ...twelve] = all;',
    'if (all) { const block = 1; }',
    "export { one as other } from './other.ts';",
    'export default all;',
  ].join('\n');
  expect(names(code)).toEqual('one Two three four Five Six Seven eight nine ten eleven twelve'.split(' '));
});

test('a zod schema and its type of the same name count once', () => {
  expect(names('export const Op = z.object();\nexport type Op = z.infer<typeof Op>;')).toEqual(['Op']);
});

test('a name is on its line', () => {
  expect(parseSource('a.ts', '// é\n\nexport const\n  late = 1;').names).toEqual([{ name: 'late', line: 4 }]);
});

test.each([
  ['domain', 1],
  ['parseSource', 2],
  ['XLSForm', 2],
  ['readXML', 2],
  ['sha256OfFrame', 3],
  ['_', 1],
])('%s has %i words', (name, words) => {
  expect(countWords(name)).toBe(words);
});

test('imports resolve by alias and by relative path, each module once', () => {
  const code = [
    "import { a } from '#domain/ids.ts';",
    "import type { B } from '../../domain/ids.ts';",
    "export * from './near.ts';",
    "import z from 'zod';",
    "import Worker from './worker.ts?worker';",
    "import './look.css';",
    "const late = () => import('./late.tsx');",
    '// import comment from "./comment.ts";',
    `const text = "import text from './text.ts'";`,
  ].join('\n');
  expect(parseSource('renderer/store/a.ts', code, [['#domain/', 'domain/']]).importSources).toEqual([
    'domain/ids.ts',
    'renderer/store/near.ts',
    'zod',
    'renderer/store/worker.ts',
    'renderer/store/late.tsx',
  ]);
});

test('an alias of a library resolves to its entry', () => {
  const aliases = [
    ['#renderer/ui', 'renderer/ui/index.ts'],
    ['#renderer/', 'renderer/'],
  ] as const;
  const code =
    "import { Button } from '#renderer/ui';\nimport { Shown } from '#renderer/ui/gallery/sample.ts';";
  expect(parseSource('a.ts', code, aliases).importSources).toEqual([
    'renderer/ui/index.ts',
    'renderer/ui/gallery/sample.ts',
  ]);
});

test('lines count with and without a last line break', () => {
  expect(parseSource('a.ts', 'a;\nb;\n').lines).toBe(2);
  expect(parseSource('a.ts', 'a;\nb;').lines).toBe(2);
});

test('a comment counts its lines unless code precedes it', () => {
  const code = ['/**', ' * Two lines, and one.', ' */', 'a; // behind code', '  // indented', 'b;'].join(
    '\n',
  );
  expect(parseSource('a.ts', code).commentLines).toBe(4);
});

test('TSX and JavaScript are read too', () => {
  expect(names('export const View = () => <p>{/* empty */}</p>;', 'view.tsx')).toEqual(['View']);
  expect(names('export const tool = 1;', 'tool.mjs')).toEqual(['tool']);
});

test('a file that does not parse is an error with its name', () => {
  expect(() => parseSource('broken.ts', 'const = 1;')).toThrow(/^broken\.ts: /);
});
