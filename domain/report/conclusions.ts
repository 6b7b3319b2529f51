import { makeReport } from './make-report.ts';
import type { ReportCode, Section } from './report.ts';
import type { ReportSources } from './report-sources.ts';

/**
 * What an assessment comes to: ranked gaps, findings and recommendations, by the sections of the reports that say them.
 * Whose gap it is stands in the heading of the page: the room goes to the reason of a priority.
 */
export const conclusionsOf = (sources: ReportSources): readonly Section[] => [
  ...sectionsOf('R4', ['T1'], sources).map((section) => without('institution', section)),
  ...sectionsOf('R2', ['T4', 'T5'], sources),
];

function sectionsOf(code: ReportCode, ids: readonly string[], sources: ReportSources): readonly Section[] {
  const report = makeReport(code, sources);
  return typeof report === 'string' ? [] : report.sections.filter(({ id }) => ids.includes(id));
}

function without(column: string, section: Section): Section {
  const { columns, rows } = section.table;
  const isKept = (_: unknown, at: number): boolean => columns[at]?.id !== column;
  return {
    ...section,
    table: {
      columns: columns.filter(isKept),
      rows: rows.map((row) => ({ ...row, cells: row.cells.filter(isKept) })),
    },
  };
}
