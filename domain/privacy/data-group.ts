import type { Retention } from './retention.ts';

/** Unclassified, confidential, strictly confidential (domain.md E). */
export type HandlingMark = 'U' | 'C' | 'SC';

/**
 * `yes` by normal sync; `review` when a person has approved; `agg` only as an aggregate; `seal` encrypted to the role
 * that it is for; `no` never.
 */
export type MayLeave = 'yes' | 'review' | 'agg' | 'seal' | 'no';

/** How one group of data is handled. */
export interface FieldPolicy {
  readonly personal: 'no' | 'maybe' | 'pseudonymous' | 'yes';
  readonly mark: HandlingMark;
  readonly mayLeaveDevice: MayLeave;
  readonly retention: Retention;
}

const end = (years: number): Retention => [{ after: 'programmeEnd', years }];
const always: Retention = [];
const policy = (
  personal: FieldPolicy['personal'],
  mark: HandlingMark,
  mayLeaveDevice: MayLeave,
  retention: Retention,
): FieldPolicy => ({ personal, mark, mayLeaveDevice, retention });

/**
 * domain.md E, row by row; periods are the proposals there, for a programme's records schedule to replace. Groups of
 * which no document has a field yet are here too, so that who adds the field finds its rule.
 */
export const dataGroups = {
  instrument: policy('no', 'U', 'yes', always),
  // The day that the other periods are counted from stays as long as one of them may run; how vaults are guarded, too.
  programme: policy('no', 'U', 'yes', always),
  institution: policy('no', 'U', 'yes', end(5)),
  focalPoint: policy('no', 'U', 'yes', end(5)),
  focalPointContact: policy('yes', 'C', 'review', [{ after: 'contactReplaced' }, ...end(1)]),
  request: policy('maybe', 'C', 'yes', end(5)),
  requestContact: policy('yes', 'C', 'yes', [{ after: 'requestClosed', months: 12 }]),
  mission: policy('no', 'C', 'yes', end(5)),
  missionTeam: policy('yes', 'C', 'yes', end(1)),
  travelDetail: policy('yes', 'C', 'no', end(1)),
  ratings: policy('maybe', 'C', 'yes', end(5)),
  reviewComments: policy('maybe', 'C', 'review', end(5)),
  markedReviewComments: policy('maybe', 'SC', 'review', end(2)),
  interviewNotes: policy('maybe', 'C', 'no', [{ after: 'finalReport', months: 12 }]),
  evidenceItem: policy('no', 'C', 'yes', end(5)),
  evidenceFile: policy('maybe', 'SC', 'review', [{ after: 'finalReport', months: 12 }]),
  findings: policy('no', 'C', 'yes', end(5)),
  stateComments: policy('no', 'C', 'yes', end(5)),
  participantCode: policy('pseudonymous', 'C', 'yes', end(2)),
  participantName: policy('yes', 'C', 'seal', [
    { after: 'certificates', days: 30 },
    { after: 'workshopEnd', days: 90 },
  ]),
  officialEmail: policy('yes', 'C', 'seal', [
    { after: 'followUpSurvey' },
    { after: 'workshopEnd', months: 12 },
  ]),
  sexAndSeniority: policy('yes', 'C', 'agg', end(2)),
  accessibilityNeeds: policy('yes', 'SC', 'no', [{ after: 'workshopClosed', days: 7 }]),
  consent: policy('yes', 'C', 'yes', [{ after: 'coveredDataErased' }]),
  testAnswers: policy('pseudonymous', 'C', 'yes', end(1)),
  evaluationAnswers: policy('maybe', 'C', 'agg', end(2)),
  followUpAnswers: policy('pseudonymous', 'C', 'agg', end(1)),
  sessionNotesAttributed: policy('yes', 'C', 'review', end(2)),
  sessionNotes: policy('no', 'C', 'yes', end(5)),
  photos: policy('yes', 'C', 'no', always),
  lessons: policy('no', 'C', 'yes', always),
  logframe: policy('no', 'U', 'yes', end(5)),
  dueDiligence: policy('maybe', 'SC', 'seal', end(5)),
  accounts: policy('yes', 'C', 'yes', [{ after: 'accountEnd', years: 1 }]),
  audit: policy('yes', 'C', 'yes', end(2)),
  exports: policy('yes', 'C', 'yes', end(5)),
  // Entries of headquarters' register; they lead to a person by a reference that only the focal point can read.
  dataRequests: policy('pseudonymous', 'C', 'no', end(2)),
} as const satisfies Readonly<Record<string, FieldPolicy>>;

export type DataGroup = keyof typeof dataGroups;
