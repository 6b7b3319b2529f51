import type { Figure } from './figure.ts';
import { tableOfFigure } from './figure-table.ts';
import type { Access, Section } from './report.ts';
import type { ReportWord } from './words.ts';

/** A figure with the table that says the same. */
export const figureSection = (id: string, title: ReportWord, access: Access, figure: Figure): Section => ({
  id,
  title,
  access,
  figure,
  table: tableOfFigure(figure),
});
