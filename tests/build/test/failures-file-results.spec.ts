import { expect, test } from 'vitest';
import { inRepository } from '#build/repository.mjs';
import { playwrightFileResults, slowestFiles, vitestFileResults } from '#build/test/failures.mjs';

test('a vitest file has counts of its tests and the time from first to last', () => {
  const assertionResults = ['passed', 'passed', 'failed', 'pending', 'todo'].map((status) => ({ status }));
  const name = inRepository('tests', 'a.spec.ts');
  const testResults = [{ name, startTime: 1_000, endTime: 3_500, assertionResults }];
  expect(vitestFileResults({ testResults })).toEqual([
    { file: 'tests/a.spec.ts', ms: 2_500, passed: 2, skipped: 2 },
  ]);
});

test('a file of Playwright has its tests counted and timed, also those in suites', () => {
  const specs = [
    { tests: [{ status: 'expected', results: [{ duration: 40 }, { duration: 2 }] }] },
    { tests: [{ status: 'skipped', results: [] }] },
  ];
  const suite = { file: 'a.journey.ts', specs, suites: [{ specs }] };
  const config = { rootDir: inRepository('tests') };
  expect(playwrightFileResults({ config, suites: [suite] })).toEqual([
    { file: 'tests/a.journey.ts', ms: 84, passed: 2, skipped: 2 },
  ]);
});

test('the slowest files come first, and no more than asked for', () => {
  const fileOf = (file: string, ms: number) => ({ file, ms, passed: 1, skipped: 0 });
  const files = [fileOf('quick', 100), fileOf('slow', 61_000), fileOf('middle', 1_500)];
  expect(slowestFiles(files, 2)).toEqual(['   61.0 s  slow', '    1.5 s  middle']);
});
