import type { Cell, Section } from '#domain/report/report.ts';
import type { ReportWords } from './report-words.ts';

/** The sentences between the title of a section and its table: what holds for it, and what is kept back. */
export const notesOf = (section: Section, { word, say }: ReportWords): readonly string[] => [
  ...(section.notes ?? []).map(word),
  ...(section.withheld === true ? [say('report.doc.withheld')] : []),
  ...(section.table.rows.some(({ cells }) => cells.some(isSmall)) ? [say('report.doc.hidden.note')] : []),
];

const isSmall = (cell: Cell): boolean => cell.kind === 'hidden' && cell.why === 'small';
