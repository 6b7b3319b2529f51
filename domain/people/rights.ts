import type { KnownDocumentKind, PathClass } from './path-class.ts';
import { Role } from './role.ts';
import type { AssessmentStatus } from '../assessment/assessment.ts';
import type { InstrumentStatus } from '../instrument/instrument-kind.ts';
import type { MissionStatus } from '../mission/mission.ts';
import type { WorkshopStatus } from '../workshop/workshop.ts';

/** Steps that some roles may take: from any of these states (`new`: no status yet) to any of those. */
interface StatusSteps<Status extends string> {
  readonly by: readonly Role[];
  readonly from: 'any' | readonly (Status | 'new')[];
  readonly to: 'any' | readonly Status[];
}

interface KindLifecycle<Status extends string = string> {
  readonly steps: readonly StatusSteps<Status>[];
  /** M7: in these states nothing is written but by those who may write finals. */
  readonly locked: readonly Status[];
}

const assessmentLifecycle: KindLifecycle<AssessmentStatus> = {
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

const workshopLifecycle: KindLifecycle<WorkshopStatus> = {
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

const missionLifecycle: KindLifecycle<MissionStatus> = {
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

const instrumentLifecycle: KindLifecycle<InstrumentStatus> = {
  steps: [{ by: ['admin'], from: 'any', to: 'any' }],
  locked: [],
};

// A plan as a whole has no state: its items have. Nor has the programme.
const emptyLifecycle: KindLifecycle = { steps: [], locked: [] };

/** How records move (domain.md A2) and who moves them (A3). */
export const lifecyclesByKind: { readonly [kind in KnownDocumentKind]: KindLifecycle } = {
  mission: missionLifecycle,
  assessment: assessmentLifecycle,
  workshop: workshopLifecycle,
  instrument: instrumentLifecycle,
  'action-plan': emptyLifecycle,
  programme: emptyLifecycle,
};

/** May one of these roles bring a record of this kind from one of these states (M3: there may be several) to another? */
export const mayChangeStatus = (
  kind: KnownDocumentKind,
  roles: readonly Role[],
  from: readonly string[],
  to: unknown,
): boolean =>
  lifecyclesByKind[kind].steps.some(
    (steps) =>
      steps.by.some((role) => roles.includes(role)) &&
      typeof to === 'string' &&
      (steps.to === 'any' || steps.to.includes(to)) &&
      // Saying a state again changes nothing: two people hand in at the same time.
      (steps.from === 'any' || from.some((state) => state === to || steps.from.includes(state))),
  );

/** Is moving such records the business of one of these roles at all? */
export const mayChangeStatusAnywhere = (kind: KnownDocumentKind, roles: readonly Role[]): boolean =>
  lifecyclesByKind[kind].steps.some((steps) => steps.by.some((role) => roles.includes(role)));

const assessingRoles: readonly Role[] = ['assessor', 'lead', 'mission-lead'];
const trainingRoles: readonly Role[] = ['trainer', ...assessingRoles];
const fieldRoles: readonly Role[] = ['rapporteur', ...trainingRoles];

/**
 * Who writes what (domain.md A3), state aside; `status` is in lifecycle.ts. In words: docs/roles.md, which a test holds
 * against this. Whoever is in none of the lists reads: M&E and partner officers and the data-protection focal point have
 * rights over what does not exist yet (follow-up surveys) or is no record of a log (the register of data requests),
 * the administrator publishes instruments and has no right over what is recorded with them.
 */
export const contentRightsByKind: {
  readonly [kind in KnownDocumentKind]: { readonly [about in PathClass]?: readonly Role[] };
} = {
  mission: {
    about: [...fieldRoles, 'manager'],
    team: [...fieldRoles, 'manager'],
    // Which level a national indicator has is the lead's (domain.md B6.8).
    decisions: ['lead', 'mission-lead'],
    // Whoever reads may take a copy, and then has to say so.
    exports: Role.options.filter((role) => role !== 'admin'),
  },
  assessment: {
    about: assessingRoles,
    ratings: assessingRoles,
    // Consolidated ratings and targets agreed with the State are the lead's (A3).
    decisions: ['lead', 'mission-lead'],
    findings: assessingRoles,
    notes: assessingRoles,
    comments: [...fieldRoles, 'adviser', 'reviewer'],
    // Why a rating above its evidence stands is the reviewer's word (domain.md B3).
    overrides: ['reviewer'],
    review: ['adviser', 'reviewer'],
    replies: [...assessingRoles, 'reviewer'],
    'sign-off': ['adviser'],
  },
  workshop: { about: fieldRoles, agenda: fieldRoles, 'session-notes': fieldRoles, attendance: trainingRoles },
  instrument: { edition: ['admin'] },
  'action-plan': { about: [...assessingRoles, 'manager'], items: [...assessingRoles, 'manager'] },
  // What is erased is counted from the one (domain.md E), and erased by the other.
  programme: { period: ['manager', 'admin'], vaults: ['manager', 'admin'] },
};

/**
 * Who reads the words of a remark that is strictly confidential (domain.md E, rule 4): who writes it, who approves, and
 * the leads, who must act on it.
 */
export const confidentialRemarkReaders: readonly Role[] = ['adviser', 'reviewer', 'lead', 'mission-lead'];

/** Who lets held changes count, makes records final and writes in them then. */
export const approvingRoles: readonly Role[] = ['reviewer'];

/** Separation of duties: who has one of these roles in a log approves nothing in it. */
export const ratingRoles: readonly Role[] = assessingRoles;
