import type { Report, ReportCell, Section } from '#domain/report/report.ts';
import type { ReportLabels } from './report-labels.ts';

/** Sentences between the title of a section and its table: conditions and omissions. */
export const sectionNotesOf = (section: Section, { word, translate }: ReportLabels): readonly string[] => [
  ...(section.notes ?? []).map(word),
  ...(section.withheld === true ? [translate('report.doc.withheld')] : []),
  ...(section.table.rows.some(({ cells }) => cells.some(isSmallCountCell))
    ? [translate('report.doc.hidden.note')]
    : []),
];

const isSmallCountCell = (reportCell: ReportCell): boolean =>
  reportCell.kind === 'hidden' && reportCell.why === 'small';

/** Section with the titles above it. */
export interface TitledSection {
  readonly section: Section;
  readonly title: string;
  /** Over the table that says the same as a figure. */
  readonly tableTitle: string;
}

/**
 * The sections with their numbers as the design has them: `Table 2`, `Figure 1`. The words that open a report have a
 * title alone.
 */
export const titledSectionsOf = (
  { sections }: Report,
  { translate, word }: ReportLabels,
): readonly TitledSection[] =>
  sections.map((section) => {
    const number = section.id.slice(1);
    const values = { number, title: word(section.title) };
    if (number.startsWith('0')) return { section, title: values.title, tableTitle: '' };
    return section.figure === undefined && section.id.startsWith('T')
      ? { section, title: translate('report.doc.table', values), tableTitle: '' }
      : {
          section,
          title: translate('report.doc.figure', values),
          tableTitle: translate('report.doc.figureTable', { number }),
        };
  });
