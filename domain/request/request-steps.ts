import * as z from 'zod';
import { addToDay, formatDayNumber, parseDayNumber } from '#base/calendar-day.ts';
import { type AssistanceRequest, type RequestStatus, RequestStep } from './request.ts';

/** Owner of a step; of several, the first calls the others. */
export const StepOwner = z.enum(['desk', 'manager', 'lead', 'state-and-lead', 'lead-entity', 'me-officer']);
export type StepOwner = z.infer<typeof StepOwner>;

/** Time of a step, from the end of the step that it follows. Null: per mission, or by the plan. */
type StepTime = { readonly workingDays: number } | { readonly days: number } | null;

/** Owners and default times of the steps (docs/requirements.md A4). */
export const requestSteps: {
  readonly [S in RequestStep]: {
    readonly owner: StepOwner;
    readonly after: RequestStep | null;
    readonly time: StepTime;
  };
} = {
  acknowledge: { owner: 'desk', after: null, time: { workingDays: 5 } },
  clarify: { owner: 'desk', after: 'acknowledge', time: { workingDays: 10 } },
  triage: { owner: 'manager', after: 'clarify', time: { workingDays: 20 } },
  providers: { owner: 'desk', after: 'clarify', time: { workingDays: 20 } },
  assess: { owner: 'lead', after: 'triage', time: null },
  comment: { owner: 'state-and-lead', after: 'assess', time: { days: 30 } },
  plan: { owner: 'manager', after: 'comment', time: { days: 45 } },
  deliver: { owner: 'lead-entity', after: 'plan', time: null },
  'follow-up': { owner: 'me-officer', after: 'deliver', time: null },
  close: { owner: 'manager', after: 'deliver', time: { days: 30 } },
};

/** Steps that a decision ends and its reopening begins again. */
export const triageSteps: readonly RequestStep[] = ['triage', 'providers'];

/** Steps that a move to a status ends, where people did not end them before. */
export const stepsEndedBy: Partial<Readonly<Record<RequestStatus, readonly RequestStep[]>>> = {
  acknowledged: ['acknowledge'],
  triaged: ['clarify'],
  accepted: triageSteps,
  referred: triageSteps,
  declined: triageSteps,
  planned: ['assess', 'comment', 'plan'],
  closed: ['deliver', 'close'],
  'followed-up': ['follow-up'],
};

/** Statuses in which nobody has a step to do. */
const statusesWithoutStep: readonly RequestStatus[] = ['referred', 'deferred', 'declined', 'followed-up'];

/** Present step of a request, and its time. */
interface RequestTimer {
  readonly step: RequestStep;
  readonly owner: StepOwner;
  readonly dueOn: string | null;
  /** Days after the due day, in the unit of the step: working days or calendar days. */
  readonly daysOver: number;
}

/** First step that has not ended, with its due day; null where nobody has one. */
export function requestTimerOn(today: string, assistanceRequest: AssistanceRequest): RequestTimer | null {
  if (statusesWithoutStep.includes(assistanceRequest.status)) return null;
  const present = RequestStep.options.find(
    (requestStep) => assistanceRequest.steps[requestStep] === undefined,
  );
  if (present === undefined) return null;
  const { owner, time } = requestSteps[present];
  const dueOn = stepDueOn(assistanceRequest, present);
  const isLate = dueOn !== null && today > dueOn;
  return {
    step: present,
    owner,
    dueOn,
    daysOver: !isLate ? 0 : daysBetween(dueOn, today, time !== null && 'workingDays' in time),
  };
}

/** Due day of a step; null without a time, or before the step that it follows has ended. */
export function stepDueOn(
  { form: entered, steps, reopenings }: AssistanceRequest,
  requestStep: RequestStep,
): string | null {
  const { after, time } = requestSteps[requestStep];
  const ended = after === null ? entered['received-on'] : steps[after];
  if (ended === null || ended === undefined || time === null) return null;
  const again = triageSteps.includes(requestStep) ? (reopenings.at(-1)?.on ?? '') : '';
  const from = again > ended ? again : ended;
  return 'days' in time ? addToDay(from, { days: time.days }) : addWorkingDays(from, time.workingDays);
}

/** Day so many working days later, Monday to Friday. Holidays count as working days. */
export function addWorkingDays(day: string, count: number): string {
  let at = parseDayNumber(day);
  for (let left = count; left > 0; ) {
    at += 1;
    if (weekdayOf(at) < weekendFrom) left -= 1;
  }
  return formatDayNumber(at);
}

function daysBetween(from: string, to: string, isWorking: boolean): number {
  const [first, last] = [parseDayNumber(from), parseDayNumber(to)];
  return isWorking ? workingDaysUntil(last) - workingDaysUntil(first) : last - first;
}

const weekendFrom = 5;

/** Day of the week, Monday is 0; day 0 was a Thursday. */
const weekdayOf = (dayCount: number): number => (((dayCount + 3) % 7) + 7) % 7;

/** Working days from a Monday long ago to the end of a day. */
function workingDaysUntil(dayCount: number): number {
  const weekday = weekdayOf(dayCount);
  return ((dayCount - weekday + 3) / 7) * weekendFrom + Math.min(weekday + 1, weekendFrom);
}

/** Return whether a request may lead to a mission: it is accepted, and not closed. */
export const mayLeadToMission = ({ status }: { readonly status: RequestStatus }): boolean =>
  status === 'accepted' || status === 'planned' || status === 'delivery';
