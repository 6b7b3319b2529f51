import { expect, test } from 'vitest';
import { playwrightDurations, slowestFiles, vitestDurations } from '#build/test/durations.mjs';
import { inRepository } from '#build/repository.mjs';

test('a file of vitest takes from its first test to its last', () => {
  const testResults = [{ name: inRepository('tests', 'a.spec.ts'), startTime: 1_000, endTime: 3_500 }];
  expect(vitestDurations({ testResults })).toEqual([{ file: 'tests/a.spec.ts', ms: 2_500 }]);
});

test('a file of Playwright takes the sum of its tests, also of those in suites', () => {
  const specs = [{ tests: [{ results: [{ duration: 40 }, { duration: 2 }] }] }];
  const suite = { file: 'a.journey.ts', specs, suites: [{ specs }] };
  const config = { rootDir: inRepository('tests') };
  expect(playwrightDurations({ config, suites: [suite] })).toEqual([{ file: 'tests/a.journey.ts', ms: 84 }]);
});

test('the slowest files come first, and no more than asked for', () => {
  const durations = [
    { file: 'quick', ms: 100 },
    { file: 'slow', ms: 61_000 },
    { file: 'middle', ms: 1_500 },
  ];
  expect(slowestFiles(durations, 2)).toEqual(['   61.0 s  slow', '    1.5 s  middle']);
});
