import { expect, test } from 'vitest';
import { readSource, sourceFiles } from '#tests/support/repository/source-files.ts';
import { builtRules, quotedRules } from './spec-rules.ts';

test('every rule of sync/SPEC.md is quoted by the title of a test', () => {
  const rules = builtRules(readSource('sync/SPEC.md'));
  expect(rules.length).toBeGreaterThan(0);

  const quoted = new Set(
    // Contract suites have their titles in files of their own, which specs call.
    sourceFiles(/\.tsx?$/, ['tests']).flatMap((f) => quotedRules(readSource(f))),
  );
  expect(rules.filter((rule) => !quoted.has(rule))).toEqual([]);
});

test('a defined rule counts as built unless it is under "Not yet built"', () => {
  const markdown = [
    '# Merge',
    '- **M1** A register is a set; see M9.',
    '**[M2]** Any order.',
    '### P1 Bytes never change',
    'In D1.1, S4 is only mentioned.',
    '## Not yet built',
    '- **J6** later',
    '- **M2** later after all',
  ].join('\n');
  expect(builtRules(markdown)).toEqual(['M1', 'P1']);
});

test('a title quotes a rule in brackets, in every way that a test is written', () => {
  const source = [
    "test('[M1] one', () => {});",
    'describe(`[M2, P1] two`, () => {});',
    "test.each([1, 2])('[J3] %s', () => {});",
    "test.prop([x])(\n  '[S2] wrapped', () => {});",
    "// [M9] in a comment, [D1.1] an indicator\ntest('no rule, D2 unbracketed', () => {});",
  ].join('\n');
  expect(quotedRules(source)).toEqual(['M1', 'M2', 'P1', 'J3', 'S2']);
});
