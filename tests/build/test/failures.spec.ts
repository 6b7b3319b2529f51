import { expect, test } from 'vitest';
import { inRepository } from '#build/repository.mjs';
import { listOfFailures, noFile, playwrightFailures, vitestFailures } from '#build/test/failures.mjs';

const aFailure = (part = {}) => ({
  part: 'unit',
  file: 'tests/a.spec.ts',
  title: 'is so',
  message: 'Error: not so',
  ...part,
});

const aTest = (status: string, title = 'is so') => ({
  ancestorTitles: ['a rule'],
  title,
  status,
  failureMessages: status === 'failed' ? ['Error: not so'] : [],
});

test('of vitest, each test that failed is told by its file and full title', () => {
  const name = inRepository('tests/a.spec.ts');
  const assertionResults = [aTest('passed', 'is well'), aTest('failed'), aTest('skipped', 'is left out')];
  expect(
    vitestFailures({ testResults: [{ name, status: 'failed', message: '', assertionResults }] }),
  ).toEqual([{ file: 'tests/a.spec.ts', title: 'a rule › is so', message: 'Error: not so' }]);
});

test('of vitest, a file that could not even be read is told too', () => {
  const name = inRepository('tests/a.spec.ts');
  const broken = { name, status: 'failed', message: 'SyntaxError: no module', assertionResults: [] };
  expect(vitestFailures({ testResults: [broken] })).toEqual([
    { file: 'tests/a.spec.ts', title: 'the file as a whole', message: 'SyntaxError: no module' },
  ]);
});

test('of vitest, an error outside of any test is told with its file', () => {
  const unhandledErrors = [
    { file: inRepository('tests/a.spec.ts'), message: 'Error: late' },
    { file: null, message: 'Error: elsewhere' },
  ];
  expect(vitestFailures({ testResults: [], unhandledErrors })).toEqual([
    { file: 'tests/a.spec.ts', title: 'an error outside of its tests', message: 'Error: late' },
    { file: noFile, title: 'an error outside of its tests', message: 'Error: elsewhere' },
  ]);
});

test('each Playwright journey that failed its last try is reported at any suite depth', () => {
  const aTry = (message?: string) => ({ errors: message === undefined ? [] : [{ message }] });
  const aSpec = (title: string, status: string, ...results: readonly object[]) => ({
    title,
    tests: [{ status, results }],
  });
  const suite = {
    title: '../tests/journeys/a.journey.ts',
    file: '../tests/journeys/a.journey.ts',
    specs: [aSpec('is so', 'unexpected', aTry('Error: first'), aTry('Error: last'))],
    suites: [
      {
        title: 'a rule',
        file: '../tests/journeys/a.journey.ts',
        specs: [
          aSpec('is well', 'expected', aTry()),
          aSpec('is flaky', 'flaky', aTry('Error: once'), aTry()),
          aSpec('is cut short', 'unexpected'),
        ],
      },
    ],
  };
  const file = 'tests/journeys/a.journey.ts';
  expect(playwrightFailures({ config: { rootDir: inRepository('build') }, suites: [suite] })).toEqual([
    { file, title: 'is so', message: 'Error: last' },
    { file, title: 'a rule › is cut short', message: '' },
  ]);
});

test('a message keeps its first six lines, truncated and plain, without package frames or blanks', () => {
  const frame = '    at run (/node_modules/vitest/run.js:1:1)';
  const message = [
    '\u001B[31mError\u001B[39m: not so',
    '',
    frame,
    '2',
    '3',
    '4',
    '5',
    '6'.repeat(9_000),
    '7',
  ].join('\n');
  expect(listOfFailures([aFailure({ message })]).split('\n')).toEqual([
    'unit: tests/a.spec.ts › is so',
    '    Error: not so',
    '    2',
    '    3',
    '    4',
    '    5',
    `    ${'6'.repeat(200)}`,
  ]);
});

test('of hundreds of failures twenty are told, and how many there are beyond', () => {
  const failures = Array.from({ length: 300 }, (_, at) => aFailure({ title: `rule ${at}`, message: '' }));
  const lines = listOfFailures(failures).split('\n');
  expect([lines.length, lines.at(-2), lines.at(-1)]).toEqual([
    21,
    'unit: tests/a.spec.ts › rule 19',
    'and 280 more',
  ]);
});
