import type { DocumentId } from '#domain/ids.ts';
import type { Report } from '#domain/report/report.ts';
import { rowOf, sectionOf } from '#tests/support/builders/a-report.ts';
import type { ShownSurfaces } from './shown-surfaces.ts';

/** A number that more than one surface shows. */
export interface SharedFigure {
  readonly figure: string;
  /** The number in the sample, so that all surfaces cannot change it together unnoticed. */
  readonly value: number;
  /** The number on each surface, from the answer and by the function that the surface itself uses. */
  readonly surfaces: Readonly<Record<string, (shownSurfaces: ShownSurfaces) => number>>;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

export const countWhere = <One>(all: readonly One[], isCounted: (one: One) => boolean): number =>
  all.filter(isCounted).length;

/** Numbers in one column of a table of a report; cells without a number count as 0. */
export function columnOf(report: Report, section: string, column: string): readonly number[] {
  const { table } = sectionOf(report, section);
  return table.rows.map(({ id }) => Number(rowOf(sectionOf(report, section), id)[column]) || 0);
}

export const factOf = (report: Report, section: string, id: string): number =>
  Number(rowOf(sectionOf(report, section), id)['value']);

export const onlyState = ({ console: { states } }: ShownSurfaces) => {
  const [stateRow] = states.states;
  if (stateRow === undefined) throw new Error('The sample has a State');
  return stateRow;
};

export const consoleRecord = ({ console: { records } }: ShownSurfaces, documentId: DocumentId) => {
  const foundDocumentRow = records.documents.find((documentRow) => documentRow.doc === documentId);
  if (foundDocumentRow === undefined) throw new Error('The record is not listed');
  return foundDocumentRow;
};

export const consoleMission = ({ console: { missions }, log }: ShownSurfaces) => {
  const foundMissionRow = missions.missions.find((missionRow) => missionRow.log === log);
  if (foundMissionRow === undefined) throw new Error('The console lists the mission');
  return foundMissionRow;
};
