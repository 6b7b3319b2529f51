import type { DocumentId } from '../ids.ts';
import { mergeRecordRefs, type Report, type ReportCell } from './report.ts';

/** A source record of a report, with its short name in the appendix. */
interface AppendixRecord {
  readonly short: string;
  readonly doc: DocumentId;
  readonly kind: string;
  readonly title: string;
}

/** One line of a table or figure, and its sources. */
interface AppendixLine {
  readonly section: string;
  /** Place of the line in its table, from 1; its name is its first cell with content. */
  readonly line: number;
  readonly name: ReportCell;
  readonly from: readonly { readonly short: string; readonly paths: readonly string[] }[];
}

interface ReportAppendix {
  readonly records: readonly AppendixRecord[];
  readonly lines: readonly AppendixLine[];
}

/** Sources of each figure of a report: every record that it names, and for each line the records and fields. */
export function buildReportAppendix(report: Report): ReportAppendix {
  const named = new Set(
    report.sections.flatMap(({ table }) =>
      table.rows.flatMap(({ records }) => records.map(({ doc }) => doc)),
    ),
  );
  const appendixRecords = report.records
    .filter(({ doc }) => named.has(doc))
    .map((record, at): AppendixRecord => ({ ...record, short: `S${at + 1}` }));
  const shortOf = new Map(appendixRecords.map(({ doc, short }) => [doc, short]));
  const lines = report.sections.flatMap(({ id, table }) =>
    table.rows.flatMap((reportRow, at): readonly AppendixLine[] =>
      reportRow.records.length === 0
        ? []
        : [
            {
              section: id,
              line: at + 1,
              name: reportRow.cells.find(({ kind }) => kind === 'text' || kind === 'word') ?? {
                kind: 'none',
              },
              from: mergeRecordRefs(reportRow.records).map(({ doc, paths = [] }) => ({
                short: shortOf.get(doc) ?? doc,
                paths,
              })),
            },
          ],
    ),
  );
  return { records: appendixRecords, lines };
}
