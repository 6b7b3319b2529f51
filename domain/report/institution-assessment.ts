import { scoreDimensions } from '../instrument/score.ts';
import {
  evidenceTable,
  findingTable,
  indicatorTable,
  recommendationTable,
  screeningTable,
  stateCommentTable,
} from './assessment-tables.ts';
import { dimensionBars, evidenceStrength } from './figures.ts';
import { figureSection } from './figure-section.ts';
import type { Report } from './report.ts';
import { headerOf } from './report-header.ts';
import { recordTitles, type Reading, type ReportSources } from './report-sources.ts';

/** R2: one institution, as its assessment stands. */
export function institutionAssessment(sources: ReportSources, reading: Reading): Report {
  const { model, screening, answers, policy, institution } = reading;
  const scores = scoreDimensions(model, screening, answers, policy);
  return {
    header: headerOf({
      code: 'R2',
      sources,
      readings: [reading],
      institution,
      rated: { model, screening, answers },
    }),
    audience: 'programme',
    records: recordTitles(sources),
    sections: [
      figureSection('F1', 'report.r2.f1', 'rating', dimensionBars(reading, scores)),
      figureSection('F2', 'report.r2.f2', 'state', evidenceStrength(reading)),
      screeningTable(reading),
      indicatorTable(reading),
      evidenceTable(reading),
      findingTable(reading),
      recommendationTable([reading], { id: 'T5', title: 'report.r2.t5' }),
      stateCommentTable(reading),
    ],
  };
}
