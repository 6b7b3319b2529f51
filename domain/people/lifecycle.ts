import type { AssessmentStatus } from '../assessment/assessment.ts';
import type { InstrumentStatus } from '../instrument/published/instrument-kind.ts';
import type { MissionStatus } from '../mission/mission.ts';
import type { WorkshopStatus } from '../workshop/workshop.ts';
import type { KnownKind } from './path-class.ts';
import type { Role } from './role.ts';

/** Steps that some roles may take: from any of these states (`new`: no status yet) to any of those. */
export interface Steps<Status extends string> {
  readonly by: readonly Role[];
  readonly from: 'any' | readonly (Status | 'new')[];
  readonly to: 'any' | readonly Status[];
}

export interface Lifecycle<Status extends string = string> {
  readonly steps: readonly Steps<Status>[];
  /** M7: in these states nothing is written but by those who may write finals. */
  readonly locked: readonly Status[];
}

const assessment: Lifecycle<AssessmentStatus> = {
  steps: [
    {
      // Until it is handed in, in any order: laptops that were apart bring their steps late.
      by: ['assessor', 'lead', 'mission-lead'],
      from: ['new', 'draft', 'fieldwork', 'consolidated', 'comments-addressed'],
      to: ['draft', 'fieldwork', 'consolidated', 'quality-review'],
    },
    { by: ['assessor', 'lead', 'mission-lead'], from: ['shared'], to: ['comments-addressed'] },
    { by: ['reviewer'], from: 'any', to: 'any' },
  ],
  locked: ['final', 'superseded'],
};

const workshop: Lifecycle<WorkshopStatus> = {
  steps: [
    {
      by: ['assessor', 'lead', 'trainer', 'rapporteur', 'mission-lead'],
      from: [
        'new',
        'draft',
        'confirmed',
        'under-way',
        'completed',
        'report-drafted',
        'postponed',
        'cancelled',
      ],
      to: ['draft', 'confirmed', 'under-way', 'completed', 'report-drafted', 'postponed', 'cancelled'],
    },
    { by: ['lead', 'trainer', 'mission-lead'], from: ['report-approved'], to: ['closed'] },
    { by: ['reviewer'], from: 'any', to: 'any' },
  ],
  locked: [],
};

const mission: Lifecycle<MissionStatus> = {
  steps: [
    { by: ['assessor', 'lead', 'trainer', 'rapporteur'], from: ['new', 'planned'], to: ['planned'] },
    // A small mission has no mission lead of its own.
    {
      by: ['lead'],
      from: ['new', 'planned', 'approved', 'under-way', 'completed', 'reported'],
      to: ['under-way', 'completed', 'reported'],
    },
    { by: ['manager'], from: ['new', 'planned', 'approved'], to: ['planned', 'approved', 'cancelled'] },
    { by: ['mission-lead', 'reviewer'], from: 'any', to: 'any' },
  ],
  locked: [],
};

const instrument: Lifecycle<InstrumentStatus> = {
  steps: [{ by: ['admin'], from: 'any', to: 'any' }],
  locked: [],
};

// A plan as a whole has no state: its items have. Nor has the programme.
const stateless: Lifecycle = { steps: [], locked: [] };

/** How records move (domain.md A2) and who moves them (A3). */
export const lifecycles: { readonly [kind in KnownKind]: Lifecycle } = {
  mission,
  assessment,
  workshop,
  instrument,
  'action-plan': stateless,
  programme: stateless,
};

/** May one of these roles bring a record of this kind from one of these states (M3: there may be several) to another? */
export const mayStep = (
  kind: KnownKind,
  roles: readonly Role[],
  from: readonly string[],
  to: unknown,
): boolean =>
  lifecycles[kind].steps.some(
    (steps) =>
      steps.by.some((role) => roles.includes(role)) &&
      typeof to === 'string' &&
      (steps.to === 'any' || steps.to.includes(to)) &&
      // Saying a state again changes nothing: two people hand in at the same time.
      (steps.from === 'any' || from.some((state) => state === to || steps.from.includes(state))),
  );

/** Is moving such records the business of one of these roles at all? */
export const mayStepSomewhere = (kind: KnownKind, roles: readonly Role[]): boolean =>
  lifecycles[kind].steps.some((steps) => steps.by.some((role) => roles.includes(role)));
