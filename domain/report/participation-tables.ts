import { valueLabelKeys } from '../document/enumerations.ts';
import { attendanceOf, attendedBlocks, certificateRuleOf, countMarks } from '../workshop/attendance.ts';
import { buildFigureSection } from './figure-table.ts';
import {
  countCell,
  emptyCell,
  labelCell,
  missingCell,
  recordRefOf,
  shareCell,
  smallCountCell,
  textCell,
} from './report-cells.ts';
import type { ReportedWorkshop } from './reported-workshop.ts';
import type { ReportTextKey } from './report-text-key.ts';
import type { BlockAttendance, RecordRef, ReportCell, ReportRow, Section } from './report.ts';

/** Marks of each half-day. A head count is no answer of a person: the minimum cell does not apply (E7). */
export const blockAttendanceOf = ({
  document,
  blocks,
  participants,
  marks,
}: ReportedWorkshop): readonly BlockAttendance[] =>
  blocks.map(({ id: block, day, half }) => ({
    day,
    half,
    ...countMarks(participants.map(({ id }) => marks.markOf(id, block))),
    records: [recordRefOf(document.doc)],
  }));

/** T3: participants by type of institution, function and sex. */
export function participantTable({ document, breakdown }: ReportedWorkshop): Section {
  const records: readonly RecordRef[] = [recordRefOf(document.doc)];
  const row = (feature: ReportTextKey, value: ReportCell, count: number | null): ReportRow => ({
    id: `${feature} ${JSON.stringify(value)}`,
    access: 'open',
    cells: [labelCell(feature), value, count === null ? smallCountCell : countCell(count)],
    records,
  });
  const { byFunction, byInstitutionType, bySex, total } = breakdown;
  return {
    id: 'T3',
    title: 'report.r6.t3',
    access: 'open',
    ...(bySex.kind === 'tooFew' && { notes: ['report.note.sexFromTen'] as const }),
    table: {
      columns: [
        { id: 'feature', title: 'report.column.feature' },
        { id: 'value', title: 'report.column.value' },
        { id: 'participants', title: 'report.column.participants', align: 'end' },
      ],
      rows: [
        ...byInstitutionType.map(({ value, count }) =>
          row('path.institution.type', value === 'unknown' ? missingCell : textCell(value), count),
        ),
        ...byFunction.map(({ value, count }) =>
          row(
            'path.participant.function',
            value === 'unknown' ? missingCell : labelCell(valueLabelKeys.participantFunction[value]),
            count,
          ),
        ),
        ...(bySex.kind === 'shown' && bySex.known > 0
          ? bySex.rows.map(({ value, count }) =>
              row('report.column.sex', labelCell(valueLabelKeys.participantSex[value]), count),
            )
          : []),
        { ...row('report.total', emptyCell, total), isTotal: true },
      ],
    },
  };
}

/** F2: sums by sex of all laptops; none below ten participants. */
export function sexFigure({ document, breakdown: { bySex } }: ReportedWorkshop): readonly Section[] {
  if (bySex.kind === 'tooFew' || bySex.known === 0) return [];
  return [
    buildFigureSection('F2', 'report.r6.f2', 'open', {
      kind: 'participation-by-sex',
      lines: bySex.rows.map(({ value, count }) => ({
        sex: value,
        count: count ?? 0,
        records: [recordRefOf(document.doc)],
      })),
    }),
  ];
}

/** T4: rate of attendance, and the participants that reach the share of the certificate. */
export function attendanceTable({ document, participants, blocks, marks }: ReportedWorkshop): Section {
  const rule = certificateRuleOf(document);
  const attended = participants.map(({ id }) =>
    attendanceOf(
      blocks.map((block) => marks.markOf(id, block.id)),
      rule,
    ),
  );
  const places = participants.length * blocks.length;
  const rate = attended.reduce((sum, one) => sum + attendedBlocks(one, rule), 0) / places;
  const reached = attended.filter(({ prospect }) => prospect === 'reached').length;
  const row = (title: ReportTextKey, cell: ReportCell): ReportRow => ({
    id: title,
    access: 'open',
    cells: [labelCell(title), cell],
    records: [recordRefOf(document.doc)],
  });
  return {
    id: 'T4',
    title: 'report.r6.t4',
    access: 'open',
    table: {
      columns: [
        { id: 'fact', title: 'report.column.fact' },
        { id: 'value', title: 'report.column.value' },
      ],
      rows: [
        row('report.fact.participants', countCell(participants.length)),
        row('report.fact.blocks', countCell(blocks.length)),
        row('report.fact.attendanceRate', shareCell(places === 0 ? null : rate)),
        row('report.fact.certificateShare', shareCell(rule.leastShare)),
        row('report.fact.reachedShare', countCell(reached)),
      ],
    },
  };
}
