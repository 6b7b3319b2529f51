import type { Workbook } from '../workbook/workbook.ts';
import type { ChoiceTable } from './choices.ts';
import type { Complaints } from './complaints.ts';
import type { Settings } from './settings.ts';
import type { Table } from './table.ts';

/** What reading the survey needs to know of the rest of the workbook. */
export interface FormContext {
  readonly sheets: Workbook['sheets'];
  readonly settings: Settings;
  readonly choices: ChoiceTable;
  readonly externalChoices: ChoiceTable;
  readonly survey: Table;
  readonly complaints: Complaints;
  readonly unnamedLanguage: string;
}
