import { unreachable } from '#domain/base/result.ts';
import type { DataGroup, FieldPolicy } from '#domain/privacy/data-group.ts';
import type { CarriedOut } from '#domain/privacy/processing.ts';
import type { Period } from '#domain/privacy/retention.ts';
import type { Message, MessageKey } from '#renderer/i18n/message.ts';
import type { Meaning } from '#renderer/ui/meaning.tsx';

/** What each group of data is called. Total: a group that is added needs its words. */
export const groupKeys: { readonly [G in DataGroup]: MessageKey } = {
  instrument: 'processing.group.instrument',
  programme: 'processing.group.programme',
  institution: 'processing.group.institution',
  focalPoint: 'processing.group.focalPoint',
  focalPointContact: 'processing.group.focalPointContact',
  request: 'processing.group.request',
  requestContact: 'processing.group.requestContact',
  mission: 'processing.group.mission',
  missionTeam: 'processing.group.missionTeam',
  travelDetail: 'processing.group.travelDetail',
  ratings: 'processing.group.ratings',
  reviewComments: 'processing.group.reviewComments',
  markedReviewComments: 'processing.group.markedReviewComments',
  interviewNotes: 'processing.group.interviewNotes',
  evidenceItem: 'processing.group.evidenceItem',
  evidenceFile: 'processing.group.evidenceFile',
  findings: 'processing.group.findings',
  stateComments: 'processing.group.stateComments',
  participantCode: 'processing.group.participantCode',
  participantName: 'processing.group.participantName',
  officialEmail: 'processing.group.officialEmail',
  sexAndSeniority: 'processing.group.sexAndSeniority',
  accessibilityNeeds: 'processing.group.accessibilityNeeds',
  consent: 'processing.group.consent',
  testAnswers: 'processing.group.testAnswers',
  evaluationAnswers: 'processing.group.evaluationAnswers',
  followUpAnswers: 'processing.group.followUpAnswers',
  sessionNotesAttributed: 'processing.group.sessionNotesAttributed',
  sessionNotes: 'processing.group.sessionNotes',
  photos: 'processing.group.photos',
  lessons: 'processing.group.lessons',
  logframe: 'processing.group.logframe',
  dueDiligence: 'processing.group.dueDiligence',
  accounts: 'processing.group.accounts',
  audit: 'processing.group.audit',
  exports: 'processing.group.exports',
  dataRequests: 'processing.group.dataRequests',
};

export const personalKeys: { readonly [P in FieldPolicy['personal']]: MessageKey } = {
  no: 'processing.personal.no',
  maybe: 'processing.personal.maybe',
  pseudonymous: 'processing.personal.pseudonymous',
  yes: 'processing.personal.yes',
};

export const markKeys: { readonly [M in FieldPolicy['mark']]: MessageKey } = {
  U: 'finding.mark.U',
  C: 'finding.mark.C',
  SC: 'finding.mark.SC',
};

export const leavesKeys: { readonly [L in FieldPolicy['mayLeaveDevice']]: MessageKey } = {
  yes: 'processing.leaves.yes',
  review: 'processing.leaves.review',
  agg: 'processing.leaves.agg',
  seal: 'processing.leaves.seal',
  no: 'processing.leaves.no',
};

/** What becomes of a group when its period is over, and how much that asks for attention. */
export const carriedOutLooks: {
  readonly [C in CarriedOut]: { readonly key: MessageKey; readonly meaning?: Meaning };
} = {
  kept: { key: 'processing.carriedOut.kept' },
  clock: { key: 'processing.carriedOut.clock', meaning: 'good' },
  partly: { key: 'processing.carriedOut.partly', meaning: 'wait' },
  notYet: { key: 'processing.carriedOut.notYet', meaning: 'bad' },
  noField: { key: 'processing.carriedOut.noField' },
};

/** How long something is kept, as people say it: each event with the span that the table counts from it. */
export function periodMessage({ after, years = 0, months = 0, days = 0 }: Period): Message {
  switch (after) {
    case 'programmeEnd':
      return { key: 'processing.period.programmeEnd', values: { years } };
    case 'requestClosed':
      return { key: 'processing.period.requestClosed', values: { months } };
    case 'contactReplaced':
      return { key: 'processing.period.contactReplaced' };
    case 'finalReport':
      return { key: 'processing.period.finalReport', values: { months } };
    case 'certificates':
      return { key: 'processing.period.certificates', values: { days } };
    case 'workshopEnd':
      return days > 0
        ? { key: 'processing.period.workshopEndDays', values: { days } }
        : { key: 'processing.period.workshopEndMonths', values: { months } };
    case 'workshopClosed':
      return { key: 'processing.period.workshopClosed', values: { days } };
    case 'followUpSurvey':
      return { key: 'processing.period.followUpSurvey' };
    case 'accountEnd':
      return { key: 'processing.period.accountEnd', values: { years } };
    case 'coveredDataErased':
      return { key: 'processing.period.coveredDataErased' };
    default:
      return unreachable(after);
  }
}
