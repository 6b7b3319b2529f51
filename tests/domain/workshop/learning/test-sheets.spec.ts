import { expect, test } from 'vitest';
import { type Document, dotsAt } from '#domain/document/document.ts';
import { type PathValue, pathOf } from '#domain/document/op.ts';
import {
  addTestSheet,
  chooseCountedSheet,
  findRepeatedSheets,
  findUnpairedCodes,
  readTestSheets,
  testResultsOf,
  undecidedCodesOf,
} from '#domain/workshop/learning/test-sheets.ts';
import type { TestSheet } from '#domain/workshop/workshop-test.ts';
import { after, anEmptyWorkshop, deviceA } from '#tests/support/builders/a-workshop.ts';
import { Random } from '#tests/support/random/random.ts';

let writes = 0;
const written = (workshop: Document, ...pathValues: readonly PathValue[]): Document =>
  after(
    workshop,
    ...pathValues.map(({ path, value }) => ({
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
  sheets.reduce(
    (workshop, [id, testSheet]) => written(workshop, addTestSheet(id, testSheet)),
    anEmptyWorkshop,
  );

const codes = ['apple11', 'birch22', 'cedar33', 'delta44', 'ember55'];
const whole = workshopWith(
  ...codes.map((code, at) => [`b${at}`, sheet('before', code, 'a')] as const),
  ...codes.map((code, at) => [`a${at}`, sheet('after', code, 'b')] as const),
);

test('[C3] the results of a workshop are those of its sheets', () => {
  const testResults = testResultsOf(whole);
  expect(testResults).toMatchObject({ paired: 5, meanBefore: 0, improved: 1 });
  expect(testResults.withheld ? null : testResults.meanAfter).toBeCloseTo(10);
});

const six = workshopWith(
  ...[...codes, 'fir66'].map((code, at) => [`b${at}`, sheet('before', code, 'a')] as const),
  ...[...codes, 'fir66'].map((code, at) => [`a${at}`, sheet('after', code, 'b')] as const),
);

test('[C3] a second answer under one code is kept, and the code is in no figure until a person chooses', () => {
  const twice = written(six, addTestSheet('again', sheet('after', 'FIR 66', 'c')));
  const repeatedSheetses = findRepeatedSheets(readTestSheets(twice));
  expect(repeatedSheetses).toMatchObject([{ phase: 'after', code: 'fir66', counted: null }]);
  expect(repeatedSheetses[0]?.sheets.map(({ id, total }) => ({ id, total }))).toEqual([
    { id: 'a5', total: 10 },
    { id: 'again', total: 0 },
  ]);
  expect(undecidedCodesOf(repeatedSheetses)).toEqual(['fir66']);
  expect(testResultsOf(twice)).toEqual(testResultsOf(whole));
  expect(findUnpairedCodes(readTestSheets(twice))).toEqual({ beforeOnly: [], afterOnly: [] });
});

test('[C3] twelve codes with two answers show no gain by chance, whatever their ids', () => {
  const random = new Random(34);
  const names = Array.from({ length: 12 }, (_, at) => `cloud${at + 10}`);
  const rowsOf = (testPhase: TestSheet['phase'], answer: string) =>
    names.map((code) => [`${testPhase}-${random.between(1, 1e9)}`, sheet(testPhase, code, answer)] as const);
  // Right in the first row and wrong in the second, before and after alike: nobody gained anything.
  const lists = [
    ...rowsOf('before', 'b'),
    ...rowsOf('before', 'a'),
    ...rowsOf('after', 'b'),
    ...rowsOf('after', 'a'),
  ];
  const workshop = after(
    anEmptyWorkshop,
    ...lists.map(([id, testSheet], at) => ({
      by: deviceA,
      n: at + 1,
      stamp: [1_000, 0] as const,
      ...addTestSheet(id, testSheet),
    })),
  );
  expect(testResultsOf(workshop)).toEqual({ before: 0, after: 0, paired: 0, withheld: true });
  const repeatedSheetses = findRepeatedSheets(readTestSheets(workshop));
  expect(repeatedSheetses.map(({ sheets }) => sheets.map(({ total }) => total))).toEqual(
    Array.from({ length: 24 }, () => [10, 0]),
  );
  const chosenDocument = repeatedSheetses.reduce(
    (now, repeatedSheets) =>
      written(now, ...chooseCountedSheet(repeatedSheets, repeatedSheets.sheets[0]?.id ?? '')),
    workshop,
  );
  expect(testResultsOf(chosenDocument)).toMatchObject({ paired: 12, meanGain: 0, improved: 0 });
});

test('[C3] two laptops that choose different answers leave the code undecided', () => {
  const twice = written(six, addTestSheet('again', sheet('after', 'fir66', 'c')));
  const [repeatedSheets] = findRepeatedSheets(readTestSheets(twice));
  if (repeatedSheets === undefined) throw new Error('not repeated');
  const both = written(
    twice,
    ...chooseCountedSheet(repeatedSheets, 'again'),
    ...chooseCountedSheet(repeatedSheets, 'a5'),
  );
  expect(undecidedCodesOf(findRepeatedSheets(readTestSheets(both)))).toEqual(['fir66']);
  expect(testResultsOf(both)).toEqual(testResultsOf(whole));
});

test('[C3] the trainer lets one answer count, and can take that back', () => {
  const twice = written(whole, addTestSheet('again', sheet('after', 'apple11', 'c')));
  const [repeatedSheets] = findRepeatedSheets(readTestSheets(twice));
  if (repeatedSheets === undefined) throw new Error('not repeated');
  const otherDocument = written(twice, ...chooseCountedSheet(repeatedSheets, 'again'));
  expect(testResultsOf(otherDocument)).toMatchObject({ improved: 0.8 });

  const [chosenSheets] = findRepeatedSheets(readTestSheets(otherDocument));
  if (chosenSheets === undefined) throw new Error('not repeated');
  expect(chosenSheets.counted).toBe('again');
  expect(testResultsOf(written(otherDocument, ...chooseCountedSheet(chosenSheets, 'a0')))).toEqual(
    testResultsOf(whole),
  );
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
