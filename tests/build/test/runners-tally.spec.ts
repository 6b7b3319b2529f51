import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { readPlaywright, readVitest, tallyOf } from '#build/test/runners.mjs';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';

let folder = '';
beforeEach(() => {
  folder = temporaryFolder('tally');
});

function resultFile(content: unknown): string {
  const file = path.join(folder, 'results.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}
const vitestResults = (passed: number, failed: number) => ({
  numPassedTests: passed,
  numFailedTests: failed,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [],
});

test('a runner that passed counts its passed tests', () => {
  const tally = tallyOf(0, resultFile(vitestResults(7, 0)), readVitest);
  expect(tally).toEqual({ passed: 7, failed: 0, skipped: 0, failures: [], files: [] });
});

test('a flaky journey has passed, a skipped one is neither', () => {
  const stats = { expected: 3, flaky: 1, unexpected: 2, skipped: 1 };
  const results = resultFile({ stats, config: { rootDir: '' }, suites: [] });
  expect(tallyOf(1, results, readPlaywright)).toMatchObject({ passed: 4, failed: 2, skipped: 1 });
});

test('a runner that ran nothing has failed', () => {
  expect(tallyOf(0, resultFile(vitestResults(0, 0)), readVitest)).toMatchObject({ passed: 0, failed: 1 });
});

test('a runner that left no results has failed', () => {
  expect(tallyOf(0, path.join(folder, 'absent.json'), readVitest)).toMatchObject({ passed: 0, failed: 1 });
});

test('a runner that crashed after its tests passed has failed', () => {
  expect(tallyOf(134, resultFile(vitestResults(5, 0)), readVitest)).toMatchObject({ passed: 5, failed: 1 });
});

test('a tally has the tests that failed by name', () => {
  const failed = { ancestorTitles: [], title: 'is so', status: 'failed', failureMessages: ['Error'] };
  const testResults = [{ name: 'a.spec.ts', status: 'failed', message: '', assertionResults: [failed] }];
  const tally = tallyOf(1, resultFile({ ...vitestResults(5, 1), testResults }), readVitest);
  expect(tally.failures).toMatchObject([{ title: 'is so', message: 'Error' }]);
});

test('an error outside of any test counts as a failed one', () => {
  const unhandledErrors = [{ file: null, message: 'Error: late' }];
  const tally = tallyOf(1, resultFile({ ...vitestResults(5, 0), unhandledErrors }), readVitest);
  expect(tally).toMatchObject({ passed: 5, failed: 1 });
});
