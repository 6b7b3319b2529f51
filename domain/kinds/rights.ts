import type { AssessmentStatus } from '../assessment/assessment.ts';
import type { InstrumentStatus } from '../instrument/instrument-kind.ts';
import type { MissionStatus } from '../mission/mission.ts';
import type { KnownDocumentKind, PathClass } from '../path-rules/path-classes.ts';
import { Role } from '../people/role.ts';
import { RequestStatus, reopenableStatuses, requestMoves } from '../request/request.ts';
import type { TemplateStatus } from '../workshop/templates/template-kind.ts';
import type { WorkshopStatus } from '../workshop/workshop-schema.ts';

/** Steps that some roles may take: from any of these statuses (`new`: no status yet) to any of those. */
interface StatusSteps<Status extends string> {
  readonly by: readonly Role[];
  readonly from: 'any' | readonly (Status | 'new')[];
  readonly to: 'any' | readonly Status[];
  /**
   * Paths that close these steps once one of them has a value. Such a step takes back another one, so its writer has
   * seen that one: a step that was made offline before it is none.
   */
  readonly unlessWritten?: readonly string[];
}

/** Statuses of one kind: who moves it from where to where. */
export interface KindLifecycle<Status extends string = string> {
  readonly steps: readonly StatusSteps<Status>[];
  /** M7: in these statuses only people who may write finals write. */
  readonly locked: readonly Status[];
}

const assessmentLifecycle: KindLifecycle<AssessmentStatus> = {
  steps: [
    {
      // Until submission in any order: laptops that were offline bring their steps late.
      by: ['assessor', 'lead', 'mission-lead'],
      from: ['new', 'draft', 'fieldwork', 'consolidated', 'comments-addressed'],
      to: ['draft', 'fieldwork', 'consolidated', 'quality-review'],
    },
    {
      // A submission is taken back until somebody at headquarters has it.
      by: ['assessor', 'lead', 'mission-lead'],
      from: ['quality-review'],
      to: ['consolidated'],
      unlessWritten: ['review/assignees/reviewer', 'review/approval', 'sign-off/adviser'],
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
    // Headquarters closes a mission whose lead has left.
    { by: ['manager'], from: ['under-way', 'completed', 'reported'], to: ['closed'] },
    { by: ['mission-lead', 'reviewer'], from: 'any', to: 'any' },
  ],
  locked: [],
};

const instrumentLifecycle: KindLifecycle<InstrumentStatus> = {
  steps: [{ by: ['admin'], from: 'any', to: 'any' }],
  locked: [],
};

const templateLifecycle: KindLifecycle<TemplateStatus> = {
  steps: [{ by: ['manager', 'admin'], from: 'any', to: 'any' }],
  locked: [],
};

/**
 * Path classes that a final record leaves open: a recommendation is accepted, implemented and verified after the
 * assessment is final. A superseded one is closed, since its recommendations go on in the follow-up.
 */
export const classesOpenInFinal: ReadonlySet<PathClass> = new Set(['recommendation-steps']);

/** Roles of the programme's desk, which keeps the register of requests. */
export const deskRoles: readonly Role[] = ['manager', 'me-officer'];

/** Roles that read the desk's log; on no laptop. */
export const deskReaderRoles: readonly Role[] = [...deskRoles, 'reviewer'];

const requestLifecycle: KindLifecycle<RequestStatus> = {
  steps: [
    // A mission records a request in its own log; the further steps are the desk's.
    { by: [...deskRoles, 'assessor', 'lead', 'mission-lead'], from: ['new'], to: ['received'] },
    // The programme manager decides after the triage.
    ...RequestStatus.options.map((from) => ({
      by: from === 'triaged' ? (['manager'] as const) : deskRoles,
      from: [from],
      to: requestMoves[from],
    })),
    { by: ['manager'], from: reopenableStatuses, to: ['triaged'] },
  ],
  locked: [],
};

// A plan as a whole has no status: its items have. Nor has the programme.
const emptyLifecycle: KindLifecycle = { steps: [], locked: [] };

/** Status steps of documents (docs/requirements.md A2) and the roles that take them (A3). */
export const lifecyclesByKind: { readonly [kind in KnownDocumentKind]: KindLifecycle } = {
  mission: missionLifecycle,
  assessment: assessmentLifecycle,
  workshop: workshopLifecycle,
  instrument: instrumentLifecycle,
  'workshop-template': templateLifecycle,
  'action-plan': emptyLifecycle,
  request: requestLifecycle,
  programme: emptyLifecycle,
};

/**
 * Return whether one of these roles may move a document of this kind from one of these statuses to another. There may
 * be several (M3).
 * @param mayTakeBack answers for steps with `unlessWritten`; without a document they count as open
 */
export const mayChangeStatus = (
  documentKind: KnownDocumentKind,
  roles: readonly Role[],
  from: readonly string[],
  to: unknown,
  mayTakeBack: (unlessWritten: readonly string[]) => boolean = () => true,
): boolean =>
  lifecyclesByKind[documentKind].steps.some(
    (statusSteps) =>
      statusSteps.by.some((role) => roles.includes(role)) &&
      typeof to === 'string' &&
      (statusSteps.unlessWritten === undefined || mayTakeBack(statusSteps.unlessWritten)) &&
      (statusSteps.to === 'any' || statusSteps.to.includes(to)) &&
      // Setting the same status again changes nothing: two people submit at the same time.
      (statusSteps.from === 'any' || from.some((state) => state === to || statusSteps.from.includes(state))),
  );

/** Return whether one of these roles may move documents of this kind at all. */
export const mayChangeStatusAnywhere = (documentKind: KnownDocumentKind, roles: readonly Role[]): boolean =>
  lifecyclesByKind[documentKind].steps.some((steps) => steps.by.some((role) => roles.includes(role)));

const assessingRoles: readonly Role[] = ['assessor', 'lead', 'mission-lead'];
const trainingRoles: readonly Role[] = ['trainer', ...assessingRoles];
const fieldRoles: readonly Role[] = ['rapporteur', ...trainingRoles];

/**
 * Rights to write content (docs/requirements.md A3), apart from `status` (lifecyclesByKind). `npm run format`
 * writes them into docs/roles.md. A role in none of the lists only reads. M&E and partner officers and the
 * data-protection focal point have rights outside the logs. These are the register of data requests, and later
 * follow-up surveys. The administrator publishes instruments and has no right over their answers.
 */
export const contentRightsByKind: {
  readonly [kind in KnownDocumentKind]: { readonly [about in PathClass]?: readonly Role[] };
} = {
  mission: {
    about: [...fieldRoles, 'manager'],
    team: [...fieldRoles, 'manager'],
    // Purpose, meetings, checklist and words for reports. A small mission has no mission lead of its own.
    preparation: ['lead', 'mission-lead', 'manager'],
    // The lead decides the level of a national indicator (docs/requirements.md B6.8).
    decisions: ['lead', 'mission-lead'],
    // Every reader may take a copy, and then has to record it.
    exports: Role.options.filter((role) => role !== 'admin' && role !== 'partner'),
  },
  assessment: {
    about: assessingRoles,
    ratings: assessingRoles,
    // Consolidated ratings and targets agreed with the State are the lead's (A3).
    decisions: ['lead', 'mission-lead'],
    findings: assessingRoles,
    // The State acts on a recommendation after the assessment is final: its status goes on (`classesOpenInFinal`).
    'recommendation-steps': assessingRoles,
    notes: assessingRoles,
    comments: [...fieldRoles, 'adviser', 'reviewer'],
    // The reviewer decides on a rating above its evidence (docs/requirements.md B3).
    overrides: ['reviewer'],
    review: ['adviser', 'reviewer'],
    replies: [...assessingRoles, 'reviewer'],
    'sign-off': ['adviser'],
  },
  workshop: {
    about: fieldRoles,
    agenda: fieldRoles,
    'session-notes': fieldRoles,
    participants: trainingRoles,
    attendance: trainingRoles,
    tests: trainingRoles,
    lessons: fieldRoles,
    // A team notes and reviews a lesson, headquarters validates it.
    'lesson-steps': [...fieldRoles, 'reviewer', 'manager'],
  },
  instrument: { edition: ['admin'] },
  // A programme changes its workshops itself (docs/requirements.md C1).
  'workshop-template': { edition: ['manager', 'admin'] },
  'action-plan': {
    about: [...assessingRoles, 'manager'],
    items: [...assessingRoles, 'manager'],
    // A partner of its own items alone: the console checks each (`partnerMayChange`).
    progress: [...assessingRoles, 'manager', 'partner'],
  },
  // In the desk's log only the desk has roles; assessors write in the log of their mission.
  request: { about: [...deskRoles, ...assessingRoles], steps: deskRoles, triage: ['manager'] },
  // The first starts the periods of erasure (docs/requirements.md E), the second erases vaults.
  programme: {
    period: ['manager', 'admin'],
    facts: ['manager'],
    vaults: ['manager', 'admin'],
    // Names of participants are encrypted to these keys.
    'seal-keys': ['admin'],
  },
};

/**
 * Readers of the words of a strictly confidential remark (docs/requirements.md E4). Its writer, the approver, and the
 * leads, who act on it.
 */
export const confidentialRemarkReaders: readonly Role[] = ['adviser', 'reviewer', 'lead', 'mission-lead'];

/** Roles that release held changes, make assessments final, and write in final ones. */
export const approvingRoles: readonly Role[] = ['reviewer'];

/** Separation of duties: a person with one of these roles in a log approves nothing in it. */
export const ratingRoles: readonly Role[] = assessingRoles;

/** Roles that create missions in the console (docs/requirements.md A3). An administrator opens an empty one. */
export const missionCreatingRoles: readonly Role[] = ['manager', 'mission-lead'];

/**
 * Return whether a person may get a role in a new mission from its creator. The functions of a team are open to all but
 * administrators. Roles that approve, sign or see across missions are given by administrators first.
 */
export const mayServeAs = (ownRole: Role, inMission: Role): boolean =>
  ownRole !== 'admin' && (ownRole === inMission || fieldRoles.includes(inMission));
