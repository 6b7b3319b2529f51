import { type Document, plainTextAt, valueAt } from '../document/document.ts';
import { valueLabelKeys } from '../kinds/enumerations.ts';
import {
  countPeople,
  type PeopleCount,
  peopleOutside,
  suppressSmallCounts,
} from '../privacy/cell-suppression.ts';
import { InstitutionType } from '../programme/institutions.ts';
import type { WorkshopReportCode } from '../report-codes.ts';
import { attendanceOf, attendedBlocks, certificateRuleOf, countMarks } from '../workshop/attendance.ts';
import { type AttendanceMarks, readAttendance } from '../workshop/attendance-marks.ts';
import { type Participant, readParticipants } from '../workshop/register.ts';
import {
  breakDownRegister,
  type RegisterBreakdown,
  readCountsOfOthers,
  unknownInstitutionType,
} from '../workshop/register-breakdown.ts';
import { type HalfDayBlock, halfDayBlocksOf } from '../workshop/session-times.ts';
import { readWorkshopSessions, type WorkshopSession } from '../workshop/workshop.ts';
import { WorkshopStatus } from '../workshop/workshop-schema.ts';
import { buildFigureSection } from './figure-table.ts';
import type { BlockAttendance, RecordRef, Report, ReportCell, ReportRow, Section } from './report.ts';
import { buildReportHeader, workingDraftWord } from './report-header.ts';
import {
  countCell,
  emptyCell,
  labelCell,
  missingCell,
  type ReportSources,
  recordRefOf,
  shareCell,
  shownCountCell,
  textCell,
} from './report-sources.ts';
import type { ReportTextKey } from './report-text-key.ts';
import { sexLabelKey } from './sex-label.ts';

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
    cells: [labelCell(feature), value, shownCountCell(count)],
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
        ...(byInstitutionType?.map(({ value, count }) =>
          row('path.institution.type', institutionTypeCell(value), count),
        ) ?? [row('path.institution.type', emptyCell, null)]),
        ...(byFunction?.map(({ value, count }) =>
          row(
            'path.participant.function',
            value === 'unknown' ? missingCell : labelCell(valueLabelKeys.participantFunction[value]),
            count,
          ),
        ) ?? [row('path.participant.function', emptyCell, null)]),
        ...(bySex.kind === 'shown' && bySex.isKnown
          ? bySex.rows.map(({ value, count }) =>
              row('report.column.sex', labelCell(sexLabelKey(value)), count),
            )
          : []),
        { ...row('report.total', emptyCell, total), isTotal: true },
      ],
    },
  };
}

/** Type of an institution by its code; another instrument may have types of its own. */
function institutionTypeCell(code: string): ReportCell {
  if (code === unknownInstitutionType) return missingCell;
  const institutionType = InstitutionType.safeParse(code).data;
  return institutionType === undefined
    ? textCell(code)
    : labelCell(valueLabelKeys.institutionType[institutionType]);
}

/** F2: sums by sex of all laptops; none below ten participants, and no bar for a withheld sum. */
export function sexFigure({ document, breakdown: { bySex } }: ReportedWorkshop): readonly Section[] {
  if (bySex.kind === 'tooFew' || !bySex.isKnown) return [];
  const lines = bySex.rows.flatMap(({ value, count }) =>
    count === null ? [] : [{ sex: value, count, records: [recordRefOf(document.doc)] }],
  );
  return [
    buildFigureSection('F2', 'report.r6.f2', 'open', {
      kind: 'participation-by-sex',
      lines,
    }),
  ];
}

/** T4: rate of attendance, and the participants that reach the share of the certificate. */
export function attendanceTable({ document, participants, blocks, marks }: ReportedWorkshop): Section {
  const certificateRule = certificateRuleOf(document);
  const attended = participants.map(({ id }) =>
    attendanceOf(
      blocks.map((block) => marks.markOf(id, block.id)),
      certificateRule,
    ),
  );
  const possibleAttendances = participants.length * blocks.length;
  const rate =
    attended.reduce(
      (sum, participantAttendance) => sum + attendedBlocks(participantAttendance, certificateRule),
      0,
    ) / possibleAttendances;
  const reached = countPeople(attended, ({ prospect }) => prospect === 'reached');
  const row = (titleKey: ReportTextKey, reportCell: ReportCell): ReportRow => ({
    id: titleKey,
    access: 'open',
    cells: [labelCell(titleKey), reportCell],
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
        row('report.fact.attendanceRate', shareCell(possibleAttendances === 0 ? null : rate)),
        row('report.fact.certificateShare', shareCell(certificateRule.leastShare)),
        row('report.fact.reachedShare', reachedCell(reached, countPeople(participants))),
      ],
    },
  };
}

/** People who reach the share; withheld where few do, or the few who do not would follow from all participants. */
const reachedCell = (reached: PeopleCount, all: PeopleCount): ReportCell =>
  shownCountCell(suppressSmallCounts([reached, peopleOutside(all, reached)]).cells[0]);

/** A workshop as reports read it. */
export interface ReportedWorkshop {
  readonly document: Document;
  readonly sessions: readonly WorkshopSession[];
  readonly participants: readonly Participant[];
  readonly blocks: readonly HalfDayBlock[];
  readonly marks: AttendanceMarks;
  readonly breakdown: RegisterBreakdown;
}

/** Read a workshop for reports. Sex is known from the sums of laptops alone, so all copies report the same. */
export function readReportedWorkshop(document: Document): ReportedWorkshop {
  const participants = readParticipants(document);
  return {
    document,
    sessions: readWorkshopSessions(document),
    participants,
    blocks: halfDayBlocksOf(document),
    marks: readAttendance(document),
    breakdown: breakDownRegister(participants, [], readCountsOfOthers(document, '')),
  };
}

/** The workshop's own status. Its reports are working drafts until one is approved (docs/requirements.md A2). */
function workshopStatusWords(document: Document): readonly ReportTextKey[] {
  const workshopStatus = WorkshopStatus.catch('draft').parse(valueAt(document, 'status'));
  if (workshopStatus === 'draft') return [workingDraftWord];
  const word = valueLabelKeys.workshopStatus[workshopStatus];
  return workshopStatus === 'report-approved' || workshopStatus === 'closed'
    ? [word]
    : [word, workingDraftWord];
}

/** Header of a report about one workshop: its own days, and its name. */
export const workshopReportHeader = (
  code: WorkshopReportCode,
  sources: ReportSources,
  document: Document,
): Report['header'] => ({
  ...buildReportHeader({ code, sources, readings: [], rated: null, beside: [document] }),
  workshop: plainTextAt(document, 'title'),
  from: plainTextAt(document, 'from') || null,
  to: plainTextAt(document, 'to') || null,
  statuses: workshopStatusWords(document),
});
