import { expect, test } from 'vitest';
import { buildConclusionSections } from '#domain/report/make-report.ts';
import {
  anAssessmentOf,
  police,
  rowOf,
  sectionOf,
  sourcesOf,
  theReport,
} from '#tests/support/builders/a-report.ts';

const assessment = anAssessmentOf(police, 'POL', [['D3.2', 1]], {
  'findings/f1/text': 'Nobody is responsible.',
  'findings/f1/about': ['D3.2'],
  'recommendations/r1/text': 'Assign it in writing.',
});

test('the conclusions of an assessment equal the sections of its reports in every figure', () => {
  const [gaps, ...said] = buildConclusionSections(sourcesOf([assessment]));
  const ranked = sectionOf(theReport('R4', [assessment]), 'T1');
  // The page names the institution.
  const columns = ranked.table.columns.map(({ id }) => id).filter((id) => id !== 'institution');
  expect(gaps?.table.columns.map(({ id }) => id)).toEqual(columns);
  for (const { id } of ranked.table.rows) {
    const { institution: _, ...said } = rowOf(ranked, id);
    expect(gaps && rowOf(gaps, id)).toEqual(said);
  }
  const r2 = theReport('R2', [assessment]).sections;
  expect(said).toEqual(r2.filter(({ id }) => id === 'T4' || id === 'T5'));
  expect(JSON.stringify(said)).toMatch(/Nobody is responsible.*Assign it in writing/);
  expect(JSON.stringify(gaps?.table.rows)).toContain('D3.2');
});

test('where nothing is assessed there is nothing to conclude', () => {
  expect(buildConclusionSections(sourcesOf([]))).toEqual([]);
});
