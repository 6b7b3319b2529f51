import * as z from 'zod';
import { addToDay } from '#base/calendar-day.ts';
import { compareTexts } from '#base/json.ts';
import type { DocumentId, LogId } from '../ids.ts';
import { proposeMissionStatus } from '../mission/mission.ts';
import type { Role } from '../people/role.ts';
import type { PlanItem } from '../plan/action-plan.ts';
import {
  agreedEndOf,
  endedPlanStatuses,
  isDayAhead,
  isDueSoon,
  isLateItem,
  type OpenMilestone,
} from '../plan/plan-figures.ts';
import type { AssistanceRequest } from '../request/request.ts';
import { requestTimerOn } from '../request/request-steps.ts';
import type { StepAdvice } from '../request/step-advice.ts';
import { followUpTimeOf } from '../workshop/learning/workshop-answers.ts';

// Reminders of work that is due (docs/requirements.md A4), for the laptop's home, the console and the daily digest.
// They are computed from records at each reading, so a reminder ends when its work is recorded.

/** Kind of work with a due date that no person sets. */
export const DueKind = z.enum([
  'progress-note',
  'follow-up',
  'survey',
  'plan-item',
  'milestone',
  'request-step',
  // The linked work and the status disagree.
  'request-work',
  'mission-status',
]);
export type DueKind = z.infer<typeof DueKind>;

/** Work with its last day in time, and the record in which it is done. */
export interface DueWork {
  readonly kind: DueKind;
  readonly log: LogId;
  readonly doc: DocumentId;
  /**
   * Item of a plan, item and milestone as `item/milestone`, step of a request, or proposed status of a mission; empty
   * elsewhere.
   */
  readonly part: string;
  readonly title: string;
  readonly dueOn: string;
  readonly isLate: boolean;
}

interface DueRecord {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly title: string;
}

/** Assessment as reminders need it. */
export interface DueAssessment extends DueRecord {
  readonly status: string | null;
  /** Key of its institution, in the register or by its text; empty without one. */
  readonly institutionKey: string;
  /** State of its mission; null while it names none. */
  readonly country: string | null;
  /** Assessment that it follows, in this mission or in another one to the same State. */
  readonly follows: DocumentId | null;
  /** Null once the State's note has come. */
  readonly progressNoteDue: string | null;
  /** Null once somebody has closed the period. */
  readonly followUpFrom: string | null;
}

/** Workshop as reminders need it. */
export interface DueWorkshop extends DueRecord {
  readonly status: string | null;
  readonly endedOn: string | null;
  /** Somebody ended its follow-up survey. */
  readonly isSurveyEnded: boolean;
}

/** Item of a plan as reminders need it. */
export interface DuePlanItem extends DueRecord, Pick<PlanItem, 'id' | 'to' | 'agreedTo' | 'status'> {
  readonly milestones: readonly OpenMilestone[];
}

/** Request with its title in lists. */
export interface DueRequest extends DueRecord {
  readonly request: AssistanceRequest;
  /** Null where its linked work agrees with it. */
  readonly advice: StepAdvice | null;
}

/** Mission as reminders need it. */
interface DueMission extends DueRecord {
  readonly status: string | null;
  readonly to: string | null;
}

/** Records of which some work may be due. */
export interface DueSources {
  readonly assessments: readonly DueAssessment[];
  readonly workshops: readonly DueWorkshop[];
  readonly items: readonly DuePlanItem[];
  readonly requests: readonly DueRequest[];
  readonly missions: readonly DueMission[];
}

/** Days before the due day on which a reminder begins. Those of plans begin as in the plan and R5. */
const daysAhead = { progressNote: 30, requestStep: 14 } as const;
/** Months from the first to the last day of a follow-up assessment: 9 to 15 months after the final report. */
const followUpMonths = 6;
/** Months after a workshop when the addresses for its survey are erased; then nobody can be asked any more. */
const surveyEndMonths = 12;

/** Roles that are reminded of each kind of work, in the missions where they have them. */
const remindedRoles: { readonly [K in DueKind]: readonly Role[] } = {
  'progress-note': ['lead', 'mission-lead', 'reviewer', 'manager', 'me-officer'],
  'follow-up': ['lead', 'mission-lead', 'manager', 'me-officer'],
  survey: ['lead', 'trainer', 'mission-lead', 'manager', 'me-officer'],
  'plan-item': ['lead', 'mission-lead', 'manager', 'me-officer'],
  milestone: ['lead', 'mission-lead', 'manager', 'me-officer'],
  'request-step': ['manager', 'me-officer'],
  'request-work': ['manager', 'me-officer'],
  'mission-status': ['lead', 'mission-lead', 'reviewer'],
};

/**
 * Find the work that is due on a day or soon after it, the earliest first.
 * @param today as `2026-11-24`
 * @param rolesIn roles of the reminded person in a log
 */
export const findDueWork = (
  { assessments, workshops, items, requests, missions }: DueSources,
  today: string,
  rolesIn: (logId: LogId) => readonly Role[],
): readonly DueWork[] =>
  [
    ...assessments.flatMap((dueAssessment) => dueOfAssessment(dueAssessment, assessments, today)),
    ...workshops.flatMap((dueWorkshop) => dueSurvey(dueWorkshop, today)),
    ...items.flatMap((one) => [...duePlanItem(one, today), ...dueMilestones(one, today)]),
    ...requests.flatMap((dueRequest) => dueStep(dueRequest, today)),
    ...requests.flatMap((dueRequest) =>
      dueRequest.advice === null ? [] : dueWork('request-work', dueRequest, today, today),
    ),
    ...missions.flatMap((dueMission) => dueMissionStatus(dueMission, [...assessments, ...workshops], today)),
  ]
    .filter(({ kind, log }) => rolesIn(log).some((role) => remindedRoles[kind].includes(role)))
    .toSorted(compareDueWork);

/** By day and title; then by record, whose id begins with the time when it was made. */
const compareDueWork = (a: DueWork, b: DueWork): number =>
  compareTexts(a.dueOn, b.dueOn) ||
  compareTexts(a.title, b.title) ||
  compareTexts(a.doc, b.doc) ||
  compareTexts(a.kind, b.kind) ||
  compareTexts(a.part, b.part);

const dueWork = (
  kind: DueKind,
  { log, doc, title }: DueRecord,
  dueOn: string,
  today: string,
  part = '',
): DueWork => ({ kind, log, doc, part, title, dueOn, isLate: dueOn < today });

/** Return whether a reminder begins on or before a day. */
const begins = (dueOn: string, today: string, days: number): boolean => dueOn <= addToDay(today, { days });

function dueOfAssessment(
  dueAssessment: DueAssessment,
  all: readonly DueAssessment[],
  today: string,
): readonly DueWork[] {
  if (dueAssessment.status !== 'final') return [];
  const { progressNoteDue, followUpFrom } = dueAssessment;
  return [
    ...(progressNoteDue !== null && begins(progressNoteDue, today, daysAhead.progressNote)
      ? [dueWork('progress-note', dueAssessment, progressNoteDue, today)]
      : []),
    ...(followUpFrom !== null &&
    followUpFrom <= today &&
    !all.some((otherDueAssessment) => assessesAgain(otherDueAssessment, dueAssessment))
      ? [dueWork('follow-up', dueAssessment, addToDay(followUpFrom, { months: followUpMonths }), today)]
      : []),
  ];
}

/**
 * Return whether an assessment follows another, or is a later one of the same institution, also in another mission to
 * the same State. Ids are in order of time.
 */
const assessesAgain = (otherDueAssessment: DueAssessment, dueAssessment: DueAssessment): boolean =>
  otherDueAssessment.follows === dueAssessment.doc ||
  (otherDueAssessment.doc > dueAssessment.doc &&
    dueAssessment.institutionKey !== '' &&
    otherDueAssessment.institutionKey === dueAssessment.institutionKey &&
    (otherDueAssessment.log === dueAssessment.log ||
      (dueAssessment.country !== null && otherDueAssessment.country === dueAssessment.country)));

const statusesWithoutSurvey: ReadonlySet<string | null> = new Set(['postponed', 'cancelled']);

function dueSurvey(dueWorkshop: DueWorkshop, today: string): readonly DueWork[] {
  const { status, endedOn, isSurveyEnded } = dueWorkshop;
  const followUpTime = followUpTimeOf(endedOn, today);
  if (followUpTime === null || endedOn === null || followUpTime.state === 'early') return [];
  if (isSurveyEnded || statusesWithoutSurvey.has(status)) return [];
  return today > addToDay(endedOn, { months: surveyEndMonths })
    ? []
    : [dueWork('survey', dueWorkshop, followUpTime.to, today)];
}

/** An item is late as in the plan, also on hold. Before its end, one on hold waits for no reminder. */
function duePlanItem(one: DuePlanItem, today: string): readonly DueWork[] {
  const dueOn = isLateItem(one, today)
    ? agreedEndOf(one)
    : one.status !== 'on-hold' && isDueSoon(one, today)
      ? one.to
      : null;
  return dueOn === null ? [] : [dueWork('plan-item', one, dueOn, today, one.id)];
}

/** Milestones rest with an item on hold. Those of a proposal are never late, as the proposal itself. */
function dueMilestones(one: DuePlanItem, today: string): readonly DueWork[] {
  if (endedPlanStatuses.has(one.status) || one.status === 'on-hold') return [];
  return one.milestones
    .filter(({ day }) => isDayAhead(day, today) || (day < today && one.status !== 'proposed'))
    .map(({ id, text, day }) => {
      const title = [one.title, text.trim()].filter((part) => part !== '').join(' · ');
      return dueWork('milestone', { ...one, title }, day, today, `${one.id}/${id}`);
    });
}

function dueStep(dueRequest: DueRequest, today: string): readonly DueWork[] {
  const requestTimer = requestTimerOn(today, dueRequest.request);
  return requestTimer === null ||
    requestTimer.dueOn === null ||
    !begins(requestTimer.dueOn, today, daysAhead.requestStep)
    ? []
    : [dueWork('request-step', dueRequest, requestTimer.dueOn, today, requestTimer.step)];
}

/** A disagreement is due on the day on which somebody looks. */
function dueMissionStatus(
  dueMission: DueMission,
  records: readonly (DueAssessment | DueWorkshop)[],
  today: string,
): readonly DueWork[] {
  const own = records.filter(({ log }) => log === dueMission.log);
  const newStatus = proposeMissionStatus(
    dueMission,
    own.map(({ status }) => status),
    today,
  );
  return newStatus === null ? [] : [dueWork('mission-status', dueMission, today, today, newStatus)];
}
