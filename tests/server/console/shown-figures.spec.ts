import { expect, test } from 'vitest';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import type { DimensionScore } from '#domain/scoring/score.ts';
import { readAssessment } from '#renderer/console/features/record/answers/assessment-reading.ts';
import { assessmentModelOf } from '#renderer/field/features/assessment/answering/assessment-model.ts';
import { rowOf, sectionOf } from '#tests/support/builders/a-report.ts';
import { assessmentFigures, conclusionFigures } from '#tests/support/figures/assessment-figures.ts';
import type { SharedFigure } from '#tests/support/figures/figure-readers.ts';
import { countedAtHeadquarters, policeDoc } from '#tests/support/figures/grown-mission.ts';
import { planFigures, reminderFigures } from '#tests/support/figures/plan-figures.ts';
import { readShownSurfaces, type ShownSurfaces } from '#tests/support/figures/shown-surfaces.ts';
import { deviceFigures, workshopFigures } from '#tests/support/figures/workshop-figures.ts';

/** Each number that several surfaces show. */
const sharedFigures: readonly SharedFigure[] = [
  ...planFigures,
  ...reminderFigures,
  ...assessmentFigures,
  ...conclusionFigures,
  ...workshopFigures,
  ...deviceFigures,
];

// One sample of a mission goes through laptop, server, reports and e-mail, and each number that two of them show is
// compared. A surface that begins to count on its own is red as soon as its rule is another one.

test('[figures] a number that several surfaces show is the same on each', async () => {
  const shownSurfaces = await readShownSurfaces();
  for (const { figure, value, surfaces } of sharedFigures) {
    const found = Object.fromEntries(
      Object.entries(surfaces).map(([at, count]) => [at, rounded(count(shownSurfaces))]),
    );
    expect.soft(Object.keys(found).length, figure).toBeGreaterThan(1);
    expect
      .soft(found, figure)
      .toEqual(Object.fromEntries(Object.keys(found).map((at) => [at, rounded(value)])));
    expect.soft(value, figure).not.toBe(0);
  }
  expectSameLevels(shownSurfaces);
});

/** Sums of quotients differ in their last digits. */
const rounded = (value: number): number => Number(value.toFixed(6));

/** [B6] Levels, means and coverage of a State, in the console and in R3. */
function expectSameLevels(shownSurfaces: ShownSurfaces): void {
  const counted = shownSurfaces.documents.filter(
    (one) => one.kind !== 'assessment' || countedAtHeadquarters.has(one.doc),
  );
  const report = sectionOf(shownSurfaces.report('R3', undefined, counted), 'T1');
  const [stateRow] = shownSurfaces.console.states.states;
  const cells = stateRow?.cells.map(({ code, level, mean, coverage, limitedBy }) => ({
    code,
    level: level ?? 'none',
    mean: mean ?? 'none',
    coverage,
    limit: limitedBy ?? 'none',
  }));
  const rows = report.table.rows.map(({ id }) => {
    const { code, reported, mean, coverage, limit } = rowOf(report, id);
    return { code, level: reported, mean, coverage, limit };
  });
  expect(cells).toEqual(rows);
  expect(cells).toEqual(
    shownSurfaces.console.state.profile.latest.map(({ code }, at) => ({ ...cells?.[at], code })),
  );
  expect(rows.map(({ code }) => code)).toEqual(defaultMaturityModel.dimensions.map(({ code }) => code));
  expect(rows.every(({ mean }) => Number(mean) > 0)).toBe(true);

  const police = shownSurfaces.documentAt(policeDoc);
  const onLaptop = scoresOf(
    assessmentModelOf(police, defaultMaturityModel).dimensions.map(({ score }) => score),
  );
  const { figure } = sectionOf(shownSurfaces.report('R2', policeDoc), 'F1');
  if (figure?.kind !== 'dimension-bars') throw new Error('F1 of R2 shows the dimensions');
  expect(
    scoresOf(readAssessment(police, [], defaultMaturityModel).dimensions.map(({ score }) => score)),
  ).toEqual(onLaptop);
  expect(scoresOf(figure.lines.map(({ score }) => score))).toEqual(onLaptop);
  const institutionRow = shownSurfaces.console.state.institutions.find(({ doc }) => doc === policeDoc);
  const inState = institutionRow?.cells.map(({ code, level, mean }) => [code, level, mean]);
  expect(inState?.filter(([code]) => onLaptop.some(([own]) => own === code))).toEqual(onLaptop);
}

const scoresOf = (dimensionScores: readonly (DimensionScore | null | undefined)[]) =>
  dimensionScores.flatMap((dimensionScore) =>
    dimensionScore
      ? [[dimensionScore.code, dimensionScore.reported ?? null, dimensionScore.mean ?? null]]
      : [],
  );
