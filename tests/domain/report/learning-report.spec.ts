import { expect, test } from 'vitest';
import { groupByKey } from '#base/group.ts';
import { minimumCellSize } from '#domain/privacy/cell-suppression.ts';
import { bankOfWorkshop } from '#domain/workshop/learning/test-sheets.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { documentWith, type Values } from '#renderer/report/sample/sample-workshop.ts';
import { rowOf, sectionOf, theReport } from '#tests/support/builders/a-report.ts';

const bank = bankOfWorkshop(undefined);

/** Right answers to this many items. */
const rightAnswers = (count: number): Values =>
  Object.fromEntries(bank.formA.slice(0, count).map(({ id, key }) => [id, key]));

const sheet = (phase: string, code: string, right: number): Values => ({
  [`test-sheets/${phase}-${code}/sheet`]: {
    phase,
    code,
    form: 'a',
    source: 'paper',
    answers: rightAnswers(right),
  },
});

/** People whose answers improved from four right items to eight. */
const cohort = (people: number): Values =>
  Object.assign(
    {},
    ...Array.from({ length: people }, (_, at) => [
      sheet('before', `word${at}`, 4),
      sheet('after', `word${at}`, 8),
    ]).flat(),
  );

const reportOf = (code: 'R7' | 'R8', values: Values) =>
  theReport(code, [documentWith(30, workshopKind, { title: 'Workshop', template: 'W1', ...values })]);

const counts = (sheets: number, answers: Values) => ({ sheets, answers });

test('[C3] T1 shows means and gain of five pairs', () => {
  const table = sectionOf(reportOf('R7', cohort(5)), 'T1');
  expect(rowOf(table, 'report.fact.meanGain')['value']).toBeCloseTo(40);
  expect(rowOf(table, 'report.fact.reached70')['value']).toBe(1);
});

test('[C3, E7] four pairs have no figure', () => {
  const report = reportOf('R7', cohort(4));
  expect(rowOf(sectionOf(report, 'T1'), 'report.fact.meanGain')['value']).toBe('hidden: small');
  expect(report.sections.map(({ id }) => id)).not.toContain('F1');
  expect(sectionOf(report, 'T2').table.rows).toEqual([]);
});

/** Sizes of the parts of a cohort: who answered before alone, after alone, and both times. */
interface CohortParts {
  readonly before: number;
  readonly after: number;
  readonly both: number;
}

const partSizes = [0, 1, 2, 3, 4, 5, 6];
const everyCohort: readonly CohortParts[] = partSizes.flatMap((before) =>
  partSizes.flatMap((after) => partSizes.map((both) => ({ before, after, both }))),
);

/** Numbers of people in each group that rows of the report count, or could count together. */
const groupSizesOf = ({ before, after, both }: CohortParts): Readonly<Record<string, number>> => ({
  before,
  after,
  both,
  'before and both': before + both,
  'after and both': after + both,
  'before and after': before + after,
  all: before + after + both,
});

/** Answers of a cohort. All are equal, so only the numbers of people differ between two reports. */
const answersOf = (cohortParts: CohortParts): Values => {
  const sheets = (phase: string, part: keyof CohortParts) =>
    Array.from({ length: cohortParts[part] }, (_, at) => sheet(phase, `${part}${at}`, 4));
  return Object.assign(
    {},
    ...sheets('before', 'before'),
    ...sheets('after', 'after'),
    ...sheets('before', 'both'),
    ...sheets('after', 'both'),
  );
};

test('[C3, E7] no number of fewer than five people follows from the tables', () => {
  const cohortsByReport = groupByKey(everyCohort, (cohortParts) =>
    JSON.stringify(reportOf('R7', answersOf(cohortParts)).sections),
  );
  expect(cohortsByReport.size).toBeGreaterThan(30);
  const followingSizes = [...cohortsByReport.values()].flatMap((cohorts) =>
    Object.keys(groupSizesOf({ before: 0, after: 0, both: 0 })).flatMap((group) => {
      const possible = new Set(cohorts.map((cohortParts) => groupSizesOf(cohortParts)[group]));
      const [size = 0] = possible;
      return possible.size === 1 && size > 0 && size < minimumCellSize ? [{ group, size, cohorts }] : [];
    }),
  );
  expect(followingSizes).toEqual([]);
});

test('[C4] T3 withholds a statement with fewer than five answers', () => {
  const answers = { '1': { '4': 3, '5': 3 }, '2': { '5': 4 } };
  const table = sectionOf(reportOf('R7', { 'evaluation-counts/d1': counts(6, answers) }), 'T3');
  expect(rowOf(table, '1')).toMatchObject({ answers: 6, mean: 4.5, agree: 1 });
  expect(rowOf(table, '2')).toMatchObject({ answers: 'hidden: small', mean: 'hidden: small' });
});

test('[C4] sums of two laptops count together', () => {
  const report = reportOf('R7', {
    'evaluation-counts/d1': counts(5, { '1': { '5': 5 } }),
    'evaluation-counts/d2': counts(5, { '1': { '1': 5 } }),
  });
  expect(rowOf(sectionOf(report, 'T3'), '1')).toMatchObject({ answers: 10, mean: 3 });
});

test('R8 has its figures in the order of their numbers', () => {
  const figures = reportOf('R8', counts(9, {})).sections.filter(({ figure }) => figure !== undefined);
  expect(figures.map(({ id }) => id)).toEqual(['F1', 'F2']);
});

test('[C5] R8 shows obstacles that five or more named', () => {
  const report = reportOf('R8', { 'follow-up-counts/d1': counts(9, { '6': {} }) });
  expect(sectionOf(report, 'T4').table.rows.length).toBeGreaterThan(2);
});

test('[C5] R8 compares results with their thresholds by level', () => {
  const report = reportOf('R8', cohort(5));
  expect(rowOf(sectionOf(report, 'T1'), 'gain')).toMatchObject({
    level: 2,
    threshold: 15,
    reached: 'report.yes',
  });
});

test('R8 without a survey answer says so in one line, and counts no zero', () => {
  for (const id of ['T1b', 'T4']) {
    const { notes, table } = sectionOf(reportOf('R8', {}), id);
    expect([notes, table.rows]).toEqual([['report.r8.noAnswers'], []]);
  }
  const answered = sectionOf(reportOf('R8', { 'follow-up-counts/d1': counts(9, { '6': {} }) }), 'T1b');
  expect(answered.notes).toBeUndefined();
  expect(answered.table.rows.length).toBeGreaterThan(0);
});
