import { type Document, plainTextAt } from '../document/document.ts';
import { type AttendanceMarks, readAttendance } from '../workshop/attendance.ts';
import { type HalfDayBlock, halfDayBlocksOf } from '../workshop/half-day-blocks.ts';
import {
  breakDownRegister,
  readCountsOfOthers,
  type RegisterBreakdown,
} from '../workshop/register-breakdown.ts';
import { type Participant, readParticipants } from '../workshop/register.ts';
import { readWorkshopSessions, type WorkshopSession } from '../workshop/workshop.ts';
import { buildReportHeader } from './report-header.ts';
import type { ReportSources } from './report-sources.ts';
import type { Report, WorkshopReportCode } from './report.ts';

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

/** Statuses in which a workshop's report is approved (docs/requirements.md A2). */
const approvedStatuses: ReadonlySet<string> = new Set(['report-approved', 'closed']);

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
  state: approvedStatuses.has(plainTextAt(document, 'status')) ? 'final' : 'draft',
});
