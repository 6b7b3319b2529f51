import type { DocumentId } from '../ids.ts';
import { mergeRecordRefs, type Report, type ReportCell } from './report.ts';

/** A record that a report was made from, with the short name that the appendix calls it by. */
export interface AppendixRecord {
  readonly short: string;
  readonly doc: DocumentId;
  readonly kind: string;
  readonly title: string;
}

/** One line of a table or figure, and what it was computed from. */
export interface AppendixLine {
  readonly section: string;
  /** Place of the line in its table, from 1; what it is called is its first cell that says something. */
  readonly line: number;
  readonly name: ReportCell;
  readonly from: readonly { readonly short: string; readonly paths: readonly string[] }[];
}

export interface ReportAppendix {
  readonly records: readonly AppendixRecord[];
  readonly lines: readonly AppendixLine[];
}

/** Where each figure of a report comes from: every record that it names, and for each line which of them and what in it. */
export function buildReportAppendix(report: Report): ReportAppendix {
  const named = new Set(
    report.sections.flatMap(({ table }) =>
      table.rows.flatMap(({ records }) => records.map(({ doc }) => doc)),
    ),
  );
  const records = report.records
    .filter(({ doc }) => named.has(doc))
    .map((record, at): AppendixRecord => ({ ...record, short: `S${at + 1}` }));
  const shortOf = new Map(records.map(({ doc, short }) => [doc, short]));
  const lines = report.sections.flatMap(({ id, table }) =>
    table.rows.flatMap((row, at): readonly AppendixLine[] =>
      row.records.length === 0
        ? []
        : [
            {
              section: id,
              line: at + 1,
              name: row.cells.find(({ kind }) => kind === 'text' || kind === 'word') ?? { kind: 'none' },
              from: mergeRecordRefs(row.records).map(({ doc, paths = [] }) => ({
                short: shortOf.get(doc) ?? doc,
                paths,
              })),
            },
          ],
    ),
  );
  return { records, lines };
}
