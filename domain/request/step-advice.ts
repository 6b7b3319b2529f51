import * as z from 'zod';
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
