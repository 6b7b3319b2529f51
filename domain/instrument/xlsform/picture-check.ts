import type { CellRow } from './cells.ts';
import { type Complaints, placeOf } from './complaints.ts';
import { walkDrafts, type Draft } from './draft.ts';
import type { FormContext } from './survey-reading.ts';
import type { Table } from './table.ts';

/** Refuses a question or group with a large picture (`big-image`) and none to tap on (`image`), as pyxform does. */
export function checkPictures({ survey, complaints }: FormContext, drafts: readonly Draft[]): void {
  for (const { draft } of walkDrafts(drafts)) checkRow(draft.row, survey.sheet, complaints);
}

/** The same for the rows of the choices sheet. */
export function checkChoicePictures(choices: Table, complaints: Complaints): void {
  for (const row of choices.rows) checkRow(row, choices.sheet, complaints);
}

function checkRow(row: CellRow, sheet: string, complaints: Complaints): void {
  const keys = [...row.cells.keys()];
  const big = keys.find((key) => /^media::big-image(::|$)/.test(key));
  if (big === undefined || keys.some((key) => /^media::image(::|$)/.test(key))) return;
  complaints.error(
    placeOf(sheet, row.row, row.cells.get(big)),
    'media.bigImage',
    'A big-image is shown when the picture of this row is tapped, and it has none. Name one in the column "image", or empty this cell.',
  );
}
