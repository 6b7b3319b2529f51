import type { Report, Section } from '#domain/report/report.ts';
import type { ReportWords } from './report-words.ts';

/** A section with what stands above it. */
export interface TitledSection {
  readonly section: Section;
  readonly title: string;
  /** Over the table that says the same as a figure. */
  readonly tableTitle: string;
}

/** The sections with their numbers as the design has them: `Table 2`, `Figure 1`. */
export const titledSections = ({ sections }: Report, { say, word }: ReportWords): readonly TitledSection[] =>
  sections.map((section) => {
    const number = section.id.slice(1);
    const values = { number, title: word(section.title) };
    return section.figure === undefined && section.id.startsWith('T')
      ? { section, title: say('report.doc.table', values), tableTitle: '' }
      : {
          section,
          title: say('report.doc.figure', values),
          tableTitle: say('report.doc.figureTable', { number }),
        };
  });
