import { expect, test } from 'vitest';
import { dotsAt, type Document } from '#domain/document/document.ts';
import {
  addTestSheet,
  chooseCountedSheet,
  findRepeatedSheets,
  findUnpairedCodes,
  readTestSheets,
  testResultsOf,
} from '#domain/workshop/learning/test-sheets.ts';
import type { TestSheet } from '#domain/workshop/workshop-test.ts';
import { pathOf, type PathValue } from '#domain/document/op.ts';
import { after, anEmptyWorkshop, deviceA } from '#tests/support/builders/a-workshop.ts';

let writes = 0;
const written = (workshop: Document, ...values: readonly PathValue[]): Document =>
  after(
    workshop,
    ...values.map(({ path, value }) => ({
      by: deviceA,
      n: (writes += 1),
      path,
      value,
      over: dotsAt(workshop, path),
    })),
  );

const sheet = (phase: TestSheet['phase'], code: string, answer: string): TestSheet => ({
  phase,
  code,
  form: 'a',
  source: 'paper',
  answers: { 'w1-a1': answer },
});
const workshopWith = (...sheets: readonly (readonly [string, TestSheet])[]): Document =>
  sheets.reduce((workshop, [id, one]) => written(workshop, addTestSheet(id, one)), anEmptyWorkshop);

const codes = ['apple11', 'birch22', 'cedar33', 'delta44', 'ember55'];
const whole = workshopWith(
  ...codes.map((code, at) => [`b${at}`, sheet('before', code, 'a')] as const),
  ...codes.map((code, at) => [`a${at}`, sheet('after', code, 'b')] as const),
);

test('[C3] the results of a workshop are those of its sheets', () => {
  const results = testResultsOf(whole);
  expect(results).toMatchObject({ paired: 5, meanBefore: 0, improved: 1 });
  expect(results.withheld ? null : results.meanAfter).toBeCloseTo(10);
});

test('[C3] a second answer under one code and phase is kept, and the first counts', () => {
  const twice = written(whole, addTestSheet('again', sheet('after', 'APPLE11', 'c')));
  const [repeated] = findRepeatedSheets(readTestSheets(twice));
  expect(repeated).toMatchObject({ phase: 'after', code: 'apple11', counted: 'a0' });
  expect(repeated?.sheets.map(({ id }) => id)).toEqual(['a0', 'again']);
  expect(testResultsOf(twice)).toEqual(testResultsOf(whole));
});

test('[C3] the trainer lets the other answer count, and can take that back', () => {
  const twice = written(whole, addTestSheet('again', sheet('after', 'apple11', 'c')));
  const [repeated] = findRepeatedSheets(readTestSheets(twice));
  if (repeated === undefined) throw new Error('not repeated');
  const other = written(twice, ...chooseCountedSheet(repeated, 'again'));
  expect(testResultsOf(other)).toMatchObject({ improved: 0.8 });

  const [chosen] = findRepeatedSheets(readTestSheets(other));
  if (chosen === undefined) throw new Error('not repeated');
  expect(chosen.counted).toBe('again');
  expect(testResultsOf(written(other, ...chooseCountedSheet(chosen, 'a0')))).toEqual(testResultsOf(whole));
});

test('[C3] an answer without its pair is kept and named, and in no figure', () => {
  const more = written(whole, addTestSheet('alone', sheet('after', 'zebra99', 'b')));
  expect(findUnpairedCodes(readTestSheets(more))).toEqual({ beforeOnly: [], afterOnly: ['zebra99'] });
  expect(testResultsOf(more)).toMatchObject({ after: 6, paired: 5 });
});

test('[C3] answers stay when a participant is removed: they have no participant', () => {
  const path = pathOf('participants', '018f0000-0000-7000-8000-0000000000aa', 'removed');
  expect(testResultsOf(written(whole, { path, value: true }))).toEqual(testResultsOf(whole));
});
