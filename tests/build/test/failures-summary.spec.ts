import { expect, test } from 'vitest';
import { summarizeParts } from '#build/test/failures.mjs';

const part = (name: string, tally: object) => ({
  name,
  seconds: 7,
  tally: { passed: 2, failed: 0, skipped: 0, ...tally },
});

test('the last line of the summary is the sum of all parts, in plain text', () => {
  const { text, failed } = summarizeParts([part('check', {}), part('unit', { passed: 5, failed: 1 })]);
  expect(text.split('\n').at(-1)).toBe('7 passed, 1 failed');
  expect(failed).toBe(1);
});

test('each part has a line, with its reason where a runner failed', () => {
  const { text } = summarizeParts([part('unit', { skipped: 3, note: 'it ran no test' })]);
  expect(text).toContain('unit: 2 passed, 0 failed, 3 skipped (it ran no test), 7 s');
});

test('flaky and failed tests are named apart, and flaky ones counted', () => {
  const failure = { file: 'a.spec.ts', title: 'is so', message: 'Error' };
  const other = { file: 'b.spec.ts', title: 'is not so', message: 'Error' };
  const { text } = summarizeParts([part('unit', { flaky: [failure], failures: [other] })]);
  expect(text).toContain('flaky (failed, then passed alone):\nunit: a.spec.ts › is so');
  expect(text).toContain('\n\nunit: b.spec.ts › is not so');
  expect(text).toContain('1 flaky, 7 s');
});

test('the slowest files come first', () => {
  const files = [{ file: 'a.spec.ts', ms: 2_000, passed: 1, skipped: 0 }];
  expect(summarizeParts([part('unit', { files })]).text).toMatch(/^slowest files:\n +2\.0 s {2}a\.spec\.ts/u);
});
