import { makeReport } from './make-report.ts';
import type { ReportCode, Section } from './report.ts';
import type { ReportSources } from './report-sources.ts';

/** What an assessment comes to: ranked gaps, findings and recommendations, by the sections of the reports that say them. */
export const conclusionsOf = (sources: ReportSources): readonly Section[] => [
  ...sectionsOf('R4', ['T1'], sources),
  ...sectionsOf('R2', ['T4', 'T5'], sources),
];

function sectionsOf(code: ReportCode, ids: readonly string[], sources: ReportSources): readonly Section[] {
  const report = makeReport(code, sources);
  return typeof report === 'string' ? [] : report.sections.filter(({ id }) => ids.includes(id));
}
