import * as z from 'zod';
import { addToDay, formatDayNumber, parseDayNumber } from '#base/calendar-day.ts';
import type { AssessmentStatus } from '../assessment/assessment.ts';
import type { DocumentId, LogId } from '../ids.ts';
import type { MissionStatus } from '../mission/mission.ts';
import type { PlanItemStatus } from '../plan/action-plan.ts';
import type { WorkshopStatus } from '../workshop/workshop-schema.ts';
import {
  type AssistanceRequest,
  type RequestLink,
  RequestStatus,
  RequestStep,
  requestMoves,
} from './request.ts';

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

// A status is a statement of a person, so linked work moves no request by itself (docs/requirements.md A4). It
// proposes the next step with the records that support it.

/** Progress of a linked record, from its own status. */
type WorkStage = 'none' | 'planned' | 'begun' | 'done' | 'dropped';

/** Stage of each status, by kind of record. */
const workStages: {
  readonly mission: { readonly [S in MissionStatus]: WorkStage };
  readonly assessment: { readonly [S in AssessmentStatus]: WorkStage };
  readonly workshop: { readonly [S in WorkshopStatus]: WorkStage };
  readonly 'plan-item': { readonly [S in PlanItemStatus]: WorkStage };
} = {
  mission: {
    planned: 'planned',
    approved: 'planned',
    'under-way': 'begun',
    completed: 'done',
    reported: 'done',
    closed: 'done',
    cancelled: 'dropped',
  },
  assessment: {
    draft: 'planned',
    fieldwork: 'begun',
    consolidated: 'begun',
    'quality-review': 'begun',
    shared: 'begun',
    'comments-addressed': 'begun',
    final: 'done',
    superseded: 'dropped',
  },
  workshop: {
    draft: 'none',
    confirmed: 'planned',
    'under-way': 'begun',
    completed: 'done',
    'report-drafted': 'done',
    'report-approved': 'done',
    closed: 'done',
    postponed: 'none',
    cancelled: 'dropped',
  },
  'plan-item': {
    proposed: 'none',
    agreed: 'planned',
    scheduled: 'planned',
    'in-progress': 'begun',
    done: 'done',
    verified: 'done',
    'on-hold': 'begun',
    dropped: 'dropped',
  },
};

/** Kind of record that a request can be linked to. */
const WorkKind = z.enum(['mission', 'assessment', 'workshop', 'plan-item']);
type WorkKind = z.infer<typeof WorkKind>;

/** Linked record with its status, as a fact about a request's step. */
export const LinkedWork = z.readonly(
  z.object({
    kind: WorkKind,
    log: z.guid(),
    doc: z.guid().nullable(),
    /** Item of a plan. */
    item: z.string().nullable(),
    title: z.string(),
    status: z.string().nullable(),
  }),
);
export type LinkedWork = z.infer<typeof LinkedWork>;

/** Most facts that a proposal names. */
const mostNamedFacts = 20;

/** Proposal of the next step, or with neither `to` nor `step` a contradiction between work and status; with its facts. */
export const StepAdvice = z.readonly(
  z.object({
    to: RequestStatus.nullable(),
    step: RequestStep.nullable(),
    facts: z.readonly(z.array(LinkedWork).max(mostNamedFacts)),
    /** Facts beyond the named ones. */
    more: z.int().nonnegative(),
  }),
);
export type StepAdvice = z.infer<typeof StepAdvice>;

interface WorkRecord {
  readonly log: LogId;
  readonly doc: DocumentId;
  readonly title: string;
  readonly status: string | null;
}

/** Records of missions, from which the work of a request is taken. */
export interface WorkSources {
  readonly missions: readonly Omit<WorkRecord, 'doc'>[];
  readonly assessments: readonly WorkRecord[];
  readonly workshops: readonly WorkRecord[];
  readonly items: readonly (WorkRecord & { readonly id: string })[];
}

/** Records that a request is linked to. A link to a mission covers all of its records, one to a plan its items. */
export function linkedWorkOf(
  requestLinks: readonly RequestLink[],
  workSources: WorkSources,
): readonly LinkedWork[] {
  const keyOf = (log: string, doc: string | null, item: string | null): string =>
    JSON.stringify([log, doc, item]);
  const linked = new Set(requestLinks.map(({ log, doc, item }) => keyOf(log, doc, item)));
  const isLinked = ({
    log,
    doc,
    id = null,
  }: {
    readonly log: LogId;
    readonly doc: DocumentId;
    readonly id?: string | null;
  }): boolean =>
    linked.has(keyOf(log, null, null)) ||
    linked.has(keyOf(log, doc, null)) ||
    (id !== null && (linked.has(keyOf(log, doc, id)) || linked.has(keyOf(log, null, id))));
  const linkedMissions = new Set<string>(requestLinks.flatMap(({ log, doc }) => (doc === null ? [log] : [])));
  const factsOf = (
    kind: WorkKind,
    records: readonly (WorkRecord & { readonly id?: string })[],
  ): readonly LinkedWork[] =>
    records
      .filter(isLinked)
      .map(({ log, doc, id = null, title, status }) => ({ kind, log, doc, item: id, title, status }));
  return [
    ...workSources.missions
      .filter(({ log }) => linkedMissions.has(log))
      .map(({ log, title, status }) => ({
        kind: 'mission' as const,
        log,
        doc: null,
        item: null,
        title,
        status,
      })),
    ...factsOf('assessment', workSources.assessments),
    ...factsOf('workshop', workSources.workshops),
    ...factsOf('plan-item', workSources.items),
  ];
}

const stageOf = ({ kind, status }: LinkedWork): WorkStage =>
  (workStages[kind] as Readonly<Record<string, WorkStage>>)[status ?? ''] ?? 'none';

const isIn =
  (...stages: readonly WorkStage[]) =>
  (linkedWork: LinkedWork): boolean =>
    stages.includes(stageOf(linkedWork));

/** Statuses of an assessment from which its draft was with the State. */
const sharedStatuses: readonly (string | null)[] = ['shared', 'comments-addressed', 'final'];

/** Compare a request with its linked work. Null where they agree, or where nothing is linked. */
export function adviseStep(
  { status, steps }: AssistanceRequest,
  work: readonly LinkedWork[],
): StepAdvice | null {
  const keptWorks = work.filter((linkedWork) => stageOf(linkedWork) !== 'dropped');
  // Workshops and plan items deliver; a request without any is about its missions and assessments.
  const delivering = keptWorks.filter(({ kind }) => kind === 'workshop' || kind === 'plan-item');
  const basis = delivering.length > 0 ? delivering : keptWorks;
  const [active, done] = [basis.filter(isIn('begun', 'done')), basis.filter(isIn('done'))];
  const [following] = requestMoves[status];
  const move = (linkedWorks: readonly LinkedWork[]): StepAdvice | null =>
    linkedWorks.length === 0 || following === undefined ? null : adviceOf(linkedWorks, { to: following });
  switch (status) {
    case 'accepted': {
      // The move ends the steps of the assessment, so a planned mission alone does not support it.
      const plannedStepAdvice = move(delivering.filter(isIn('planned', 'begun', 'done')));
      return plannedStepAdvice ?? adviseAssessed(steps, keptWorks);
    }
    case 'planned':
      return move(active);
    case 'delivery':
      if (basis.length > 0 && done.length === basis.length) return move(done);
      return active.length > 0 ? null : contradiction(basis);
    case 'closed':
    case 'followed-up':
      return contradiction(basis.filter((linkedWork) => stageOf(linkedWork) !== 'done'));
    case 'declined':
    case 'deferred':
      return contradiction(keptWorks.filter(isIn('begun')));
    default:
      return null;
  }
}

/** Steps that the assessments of a request end: all are with the State, or all are final. */
function adviseAssessed(
  steps: AssistanceRequest['steps'],
  keptWorks: readonly LinkedWork[],
): StepAdvice | null {
  const assessments = keptWorks.filter(({ kind }) => kind === 'assessment');
  if (assessments.length === 0) return null;
  if (
    steps.assess === undefined &&
    assessments.every((linkedWork) => sharedStatuses.includes(linkedWork.status))
  )
    return adviceOf(assessments, { step: 'assess' });
  return steps.assess !== undefined && steps.comment === undefined && assessments.every(isIn('done'))
    ? adviceOf(assessments, { step: 'comment' })
    : null;
}

const contradiction = (linkedWorks: readonly LinkedWork[]): StepAdvice | null =>
  linkedWorks.length === 0 ? null : adviceOf(linkedWorks, {});

const adviceOf = (
  linkedWorks: readonly LinkedWork[],
  { to = null, step = null }: { readonly to?: RequestStatus | null; readonly step?: RequestStep | null },
): StepAdvice => ({
  to,
  step,
  facts: linkedWorks.slice(0, mostNamedFacts),
  more: Math.max(0, linkedWorks.length - mostNamedFacts),
});
