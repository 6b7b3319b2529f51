import { type Document, plainTextAt } from '../document/document.ts';
import { type ReportTextPart, reportTextParts, reportTextPath } from '../path-rules/report-texts.ts';
import type { ReportAccess, Section } from './report.ts';
import { labelCell, recordRefOf, textCell } from './report-sources.ts';
import type { ReportTextKey } from './report-text-key.ts';

const textPartTitles: { readonly [P in ReportTextPart]: ReportTextKey } = {
  summary: 'report.text.summary',
  context: 'report.text.context',
  'next-steps': 'report.text.nextSteps',
};

/** Texts that a person wrote for the report of a record; no section where nobody wrote. */
export function narrativeTable(document: Document, reportAccess: ReportAccess): readonly Section[] {
  const written = reportTextParts.filter((part) => plainTextAt(document, reportTextPath(part)).trim() !== '');
  if (written.length === 0) return [];
  return [
    {
      id: 'T0',
      title: 'report.r6.t0',
      access: reportAccess,
      ...(reportAccess === 'inside' && { isInternal: true }),
      table: {
        columns: [
          { id: 'fact', title: 'report.column.fact' },
          { id: 'value', title: 'report.column.value' },
        ],
        rows: written.map((textPart) => ({
          id: textPart,
          cells: [
            labelCell(textPartTitles[textPart]),
            textCell(plainTextAt(document, reportTextPath(textPart))),
          ],
          records: [recordRefOf(document.doc, reportTextPath(textPart))],
        })),
      },
    },
  ];
}
