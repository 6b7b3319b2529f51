import * as z from 'zod';
import { type CalendarSpan, dayNumberAfter } from '#base/calendar-day.ts';

/** Times at which something ended, in epoch milliseconds; an unknown end has not happened. */
export type RetentionEvents = Readonly<Partial<Record<RetentionEvent, number>>>;

/** Event that a period counts from (docs/requirements.md E). */
export type RetentionEvent =
  | 'programmeEnd'
  | 'requestClosed'
  | 'contactReplaced'
  | 'finalReport'
  | 'certificates'
  | 'workshopEnd'
  | 'workshopClosed'
  | 'followUpSurvey'
  | 'accountEnd'
  | 'coveredDataErased';

/** Calendar span after an event. */
export interface RetentionPeriod extends CalendarSpan {
  readonly after: RetentionEvent;
}

/** Periods of one field: the first that ends decides. None: it is kept permanently. */
type RetentionRule = readonly RetentionPeriod[];

/**
 * Due date of a field in epoch milliseconds. Null when it is kept permanently, or none of its events has happened.
 * Calendar years and months in UTC; a month that is too short gives its last day.
 */
export function retentionDueAtMs(
  retentionRule: RetentionRule,
  retentionEvents: RetentionEvents,
): number | null {
  const ends = retentionRule.flatMap((retentionPeriod) => {
    const fromMs = retentionEvents[retentionPeriod.after];
    return fromMs === undefined ? [] : [periodEndMs(fromMs, retentionPeriod)];
  });
  return ends.length === 0 ? null : Math.min(...ends);
}

const retentionDayMs = 24 * 60 * 60_000;

function periodEndMs(fromMs: number, retentionPeriod: RetentionPeriod): number {
  const fromDay = Math.floor(fromMs / retentionDayMs);
  return dayNumberAfter(fromDay, retentionPeriod) * retentionDayMs + (fromMs - fromDay * retentionDayMs);
}

/** Unclassified, confidential, strictly confidential (docs/requirements.md E). */
type HandlingMark = 'U' | 'C' | 'SC';

/**
 * `yes` by normal sync; `review` after a person's approval; `agg` only as an aggregate. `seal`: encrypted to the role
 * that it is for; `no`: never.
 */
type DeviceLeavePolicy = 'yes' | 'review' | 'agg' | 'seal' | 'no';

/** Handling of one group of data. */
export interface DataHandlingPolicy {
  readonly personal: 'no' | 'maybe' | 'pseudonymous' | 'yes';
  readonly mark: HandlingMark;
  readonly mayLeaveDevice: DeviceLeavePolicy;
  readonly retention: RetentionRule;
}

const afterProgrammeEnd = (years: number): RetentionRule => [{ after: 'programmeEnd', years }];
const keptForGood: RetentionRule = [];
const handlingPolicy = (
  personal: DataHandlingPolicy['personal'],
  mark: HandlingMark,
  mayLeaveDevice: DeviceLeavePolicy,
  retention: RetentionRule,
): DataHandlingPolicy => ({ personal, mark, mayLeaveDevice, retention });

/**
 * The rows of docs/requirements.md E; periods are its proposals, for a programme's records schedule to replace.
 * Groups without a field in any document are here too: a new field then finds its rule.
 */
export const dataGroups = {
  instrument: handlingPolicy('no', 'U', 'yes', keptForGood),
  // The day that other periods count from is kept while one of them may run. So is the protection of vaults.
  programme: handlingPolicy('no', 'U', 'yes', keptForGood),
  institution: handlingPolicy('no', 'U', 'yes', afterProgrammeEnd(5)),
  focalPoint: handlingPolicy('no', 'U', 'yes', afterProgrammeEnd(5)),
  focalPointContact: handlingPolicy('yes', 'C', 'review', [
    { after: 'contactReplaced' },
    ...afterProgrammeEnd(1),
  ]),
  request: handlingPolicy('maybe', 'C', 'yes', afterProgrammeEnd(5)),
  requestContact: handlingPolicy('yes', 'C', 'yes', [{ after: 'requestClosed', months: 12 }]),
  mission: handlingPolicy('no', 'C', 'yes', afterProgrammeEnd(5)),
  missionTeam: handlingPolicy('yes', 'C', 'yes', afterProgrammeEnd(1)),
  travelDetail: handlingPolicy('yes', 'C', 'no', afterProgrammeEnd(1)),
  ratings: handlingPolicy('maybe', 'C', 'yes', afterProgrammeEnd(5)),
  reviewComments: handlingPolicy('maybe', 'C', 'review', afterProgrammeEnd(5)),
  markedReviewComments: handlingPolicy('maybe', 'SC', 'review', afterProgrammeEnd(2)),
  interviewNotes: handlingPolicy('maybe', 'C', 'no', [{ after: 'finalReport', months: 12 }]),
  evidenceItem: handlingPolicy('no', 'C', 'yes', afterProgrammeEnd(5)),
  evidenceFile: handlingPolicy('maybe', 'SC', 'review', [{ after: 'finalReport', months: 12 }]),
  findings: handlingPolicy('no', 'C', 'yes', afterProgrammeEnd(5)),
  stateComments: handlingPolicy('no', 'C', 'yes', afterProgrammeEnd(5)),
  participantCode: handlingPolicy('pseudonymous', 'C', 'yes', afterProgrammeEnd(2)),
  participantName: handlingPolicy('yes', 'C', 'seal', [
    { after: 'certificates', days: 30 },
    { after: 'workshopEnd', days: 90 },
  ]),
  officialEmail: handlingPolicy('yes', 'C', 'seal', [
    { after: 'followUpSurvey' },
    { after: 'workshopEnd', months: 12 },
  ]),
  sexAndSeniority: handlingPolicy('yes', 'C', 'agg', afterProgrammeEnd(2)),
  // The last day counts, as the notice says aloud: a team may never set the status that closes a workshop.
  accessibilityNeeds: handlingPolicy('yes', 'SC', 'no', [
    { after: 'workshopEnd', days: 7 },
    { after: 'workshopClosed', days: 7 },
  ]),
  consent: handlingPolicy('yes', 'C', 'yes', [{ after: 'coveredDataErased' }]),
  testAnswers: handlingPolicy('pseudonymous', 'C', 'yes', afterProgrammeEnd(1)),
  evaluationAnswers: handlingPolicy('maybe', 'C', 'agg', afterProgrammeEnd(2)),
  // Open answers, which a person reads before they leave the laptop.
  evaluationTexts: handlingPolicy('maybe', 'C', 'review', afterProgrammeEnd(2)),
  followUpAnswers: handlingPolicy('pseudonymous', 'C', 'agg', afterProgrammeEnd(1)),
  sessionNotesAttributed: handlingPolicy('yes', 'C', 'review', afterProgrammeEnd(2)),
  sessionNotes: handlingPolicy('no', 'C', 'yes', afterProgrammeEnd(5)),
  photos: handlingPolicy('yes', 'C', 'no', keptForGood),
  lessons: handlingPolicy('no', 'C', 'yes', keptForGood),
  logframe: handlingPolicy('no', 'U', 'yes', afterProgrammeEnd(5)),
  dueDiligence: handlingPolicy('maybe', 'SC', 'seal', afterProgrammeEnd(5)),
  accounts: handlingPolicy('yes', 'C', 'yes', [{ after: 'accountEnd', years: 1 }]),
  audit: handlingPolicy('yes', 'C', 'yes', afterProgrammeEnd(2)),
  exports: handlingPolicy('yes', 'C', 'yes', afterProgrammeEnd(5)),
  // Entries of headquarters' register; they lead to a person by a reference that only the focal point can read.
  dataRequests: handlingPolicy('pseudonymous', 'C', 'no', afterProgrammeEnd(2)),
} as const satisfies Readonly<Record<string, DataHandlingPolicy>>;

export type DataGroup = keyof typeof dataGroups;

const DataGroupName = z.enum(Object.keys(dataGroups) as [DataGroup, ...DataGroup[]]); // the table is not empty

/**
 * Report of a laptop's retention clock to headquarters: number, group and day of an erasure (docs/requirements.md E).
 */
export const ErasedCount = z.readonly(
  z.object({ group: DataGroupName, count: z.int().positive(), on: z.iso.date() }),
);
export type ErasedCount = z.infer<typeof ErasedCount>;

/** One erasure, under an id that is the same in every report. */
export interface ErasureRecord extends ErasedCount {
  readonly id: string;
}
