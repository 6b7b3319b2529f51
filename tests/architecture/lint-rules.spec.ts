import { beforeAll, describe, expect, test } from 'vitest';
import { type Finding, lintPlanted } from './planted-lint.ts';

const longFile = Array.from({ length: 401 }, (_line, index) => `export const line${index} = ${index};`).join(
  '\n',
);

/** Rule, file and source. Each file breaks exactly the promise that its row names. */
const cases: readonly (readonly [code: string, file: string, source: string])[] = [
  ['eslint(no-restricted-globals)', 'domain/clock-date.ts', 'export const at = () => new Date();'],
  ['eslint(no-restricted-globals)', 'domain/clock-now.ts', 'export const at = () => Date.now();'],
  [
    'eslint(no-restricted-globals)',
    'domain/clock-through-global.ts',
    'export const at = () => globalThis.Date.now();',
  ],
  [
    'eslint(no-restricted-globals)',
    'sync/client/timer.ts',
    'export const wait = () => setTimeout(() => 1, 5);',
  ],
  ['eslint(no-restricted-globals)', 'sync/client/network.ts', "export const ask = () => fetch('x');"],
  ['eslint(no-restricted-globals)', 'sync/server/keys.ts', 'export const id = () => crypto.randomUUID();'],
  ['eslint(no-restricted-properties)', 'domain/random.ts', 'export const dice = () => Math.random();'],
  [
    'eslint(no-restricted-imports)',
    'domain/report/head-count.ts',
    "export { headCountOf } from '../privacy/cell-suppression.ts';",
  ],
  ['eslint(no-restricted-globals)', 'renderer/field/network.ts', "export const ask = () => fetch('x');"],
  [
    'eslint(no-restricted-globals)',
    'renderer/store/leak.ts',
    "export const keep = () => localStorage.setItem('a', 'b');",
  ],
  ['eslint(no-console)', 'domain/talk.ts', "console.log('x');"],
  ['eslint(max-lines)', 'server/long.ts', longFile],
  ['eslint(no-warning-comments)', 'server/later.ts', '// TODO later\nexport const a = 1;'],
  ['import(no-default-export)', 'server/default.ts', 'export default 1;'],
  ['import(no-cycle)', 'server/circle-a.ts', "export { b } from '#server/circle-b.ts';\nexport const a = 1;"],
  ['import(no-cycle)', 'server/circle-b.ts', "export { a } from '#server/circle-a.ts';\nexport const b = 1;"],
  ['typescript(no-explicit-any)', 'server/any.ts', 'export const a: any = 1;'],
  [
    'typescript(no-non-null-assertion)',
    'server/bang.ts',
    'export const a = (b: string | null) => b!.length;',
  ],
  ['typescript(no-floating-promises)', 'server/floating.ts', 'export function a() { Promise.resolve(1); }'],
  [
    'typescript(switch-exhaustiveness-check)',
    'server/switch.ts',
    "export function a(b: 'x' | 'y') { switch (b) { case 'x': return 1; } return 2; }",
  ],
  ['unicorn(filename-case)', 'server/CamelCase.ts', 'export const a = 1;'],
  [
    'vitest(no-focused-tests)',
    'tests/domain/only.spec.ts',
    "import { test } from 'vitest';\ntest.only('a', () => {});",
  ],
  [
    'vitest(no-disabled-tests)',
    'tests/domain/skip.spec.ts',
    "import { test } from 'vitest';\ntest.skip('a', () => {});",
  ],
];

describe('lint rules that the design promises', () => {
  let findings: readonly Finding[] = [];
  beforeAll(async () => {
    findings = await lintPlanted(Object.fromEntries(cases.map(([, file, source]) => [file, `${source}\n`])));
  });

  test.each(cases)('%s fires in %s', (code, file) => {
    expect(
      findings.filter((foundFinding) => foundFinding.file === file).map((foundFinding) => foundFinding.code),
    ).toContain(code);
  });
});
