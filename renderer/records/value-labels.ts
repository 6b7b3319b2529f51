import type {
  AnswerStatus,
  AssessmentStatus,
  AssessmentType,
  EvidenceKind,
  EvidenceStrength,
  NotApplicableReason,
  RatingConfidence,
} from '#domain/assessment/assessment.ts';
import type {
  ActionHorizon,
  Confidentiality,
  FindingKind,
  PriorityAlignment,
  PriorityBandOverride,
  PriorityFactor,
  RecommendationStatus,
  RecommendedMeasure,
} from '#domain/assessment/finding.ts';
import type { MissionStatus } from '#domain/mission/mission.ts';
import type { RevokeReason } from '#domain/people/device-loss.ts';
import type { Role } from '#domain/people/role.ts';
import type { PlanItemStatus } from '#domain/plan/action-plan.ts';
import type { DataGroup } from '#domain/privacy/data-groups.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import type { WorkshopStatus } from '#domain/workshop/workshop.ts';
import type { PlainMessageKey } from '../i18n/message.ts';
import type { Translate } from '../i18n/use-translate.ts';

type LabelByValue<Value extends string | number> = { readonly [V in Value]: PlainMessageKey };

/** Label of each value of each enumeration, in the order of its menu. A value without a label does not compile. */
export const valueLabels = {
  missionStatus: {
    planned: 'value.missionStatus.planned',
    approved: 'value.missionStatus.approved',
    'under-way': 'value.missionStatus.underWay',
    completed: 'value.missionStatus.completed',
    reported: 'value.missionStatus.reported',
    closed: 'value.missionStatus.closed',
    cancelled: 'value.missionStatus.cancelled',
  } satisfies LabelByValue<MissionStatus>,
  assessmentStatus: {
    draft: 'value.assessmentStatus.draft',
    fieldwork: 'value.assessmentStatus.fieldwork',
    consolidated: 'value.assessmentStatus.consolidated',
    'quality-review': 'value.assessmentStatus.qualityReview',
    shared: 'value.assessmentStatus.shared',
    'comments-addressed': 'value.assessmentStatus.commentsAddressed',
    final: 'value.assessmentStatus.final',
    superseded: 'value.assessmentStatus.superseded',
  } satisfies LabelByValue<AssessmentStatus>,
  workshopStatus: {
    draft: 'value.workshopStatus.draft',
    confirmed: 'value.workshopStatus.confirmed',
    'under-way': 'value.workshopStatus.underWay',
    completed: 'value.workshopStatus.completed',
    'report-drafted': 'value.workshopStatus.reportDrafted',
    'report-approved': 'value.workshopStatus.reportApproved',
    closed: 'value.workshopStatus.closed',
    postponed: 'value.workshopStatus.postponed',
    cancelled: 'value.workshopStatus.cancelled',
  } satisfies LabelByValue<WorkshopStatus>,
  planStatus: {
    proposed: 'value.planStatus.proposed',
    agreed: 'value.planStatus.agreed',
    scheduled: 'value.planStatus.scheduled',
    'in-progress': 'value.planStatus.inProgress',
    done: 'value.planStatus.done',
    verified: 'value.planStatus.verified',
    'on-hold': 'value.planStatus.onHold',
    dropped: 'value.planStatus.dropped',
  } satisfies LabelByValue<PlanItemStatus>,
  recommendationStatus: {
    proposed: 'value.recommendationStatus.proposed',
    discussed: 'value.recommendationStatus.discussed',
    accepted: 'value.recommendationStatus.accepted',
    'partly-accepted': 'value.recommendationStatus.partlyAccepted',
    'not-accepted': 'value.recommendationStatus.notAccepted',
    'in-progress': 'value.recommendationStatus.inProgress',
    implemented: 'value.recommendationStatus.implemented',
    verified: 'value.recommendationStatus.verified',
    lapsed: 'value.recommendationStatus.lapsed',
  } satisfies LabelByValue<RecommendationStatus>,
  /** Status of an answer (docs/requirements.md B2). */
  answerStatus: {
    rated: 'value.answerStatus.rated',
    na: 'value.answerStatus.na',
    ne: 'value.answerStatus.ne',
    declined: 'value.answerStatus.declined',
    blank: 'value.answerStatus.blank',
  } satisfies LabelByValue<AnswerStatus>,
  /** Reason why a question does not apply (docs/requirements.md B2). */
  naReason: {
    'outside-mandate': 'value.naReason.outsideMandate',
    'function-elsewhere': 'value.naReason.functionElsewhere',
    'federal-share': 'value.naReason.federalShare',
  } satisfies LabelByValue<NotApplicableReason>,
  confidence: {
    low: 'value.confidence.low',
    medium: 'value.confidence.medium',
    high: 'value.confidence.high',
  } satisfies LabelByValue<RatingConfidence>,
  evidenceKind: {
    document: 'value.evidenceKind.document',
    interview: 'value.evidenceKind.interview',
    observation: 'value.evidenceKind.observation',
    statistic: 'value.evidenceKind.statistic',
  } satisfies LabelByValue<EvidenceKind>,
  /** Meaning of a strength (docs/requirements.md B3). */
  evidenceStrength: {
    E0: 'value.evidenceStrength.E0',
    E1: 'value.evidenceStrength.E1',
    E2: 'value.evidenceStrength.E2',
    E3: 'value.evidenceStrength.E3',
    E4: 'value.evidenceStrength.E4',
  } satisfies LabelByValue<EvidenceStrength>,
  assessmentType: {
    baseline: 'value.assessmentType.baseline',
    focused: 'value.assessmentType.focused',
    'follow-up': 'value.assessmentType.followUp',
  } satisfies LabelByValue<AssessmentType>,
  /** Codes of the built-in instrument; another instrument may have more. */
  institutionType: {
    COO: 'value.institutionType.COO',
    MIN: 'value.institutionType.MIN',
    POL: 'value.institutionType.POL',
    PRO: 'value.institutionType.PRO',
    JUD: 'value.institutionType.JUD',
    FOR: 'value.institutionType.FOR',
    CCA: 'value.institutionType.CCA',
    FIU: 'value.institutionType.FIU',
    NCB: 'value.institutionType.NCB',
    TRA: 'value.institutionType.TRA',
    OVR: 'value.institutionType.OVR',
    OTH: 'value.institutionType.OTH',
  },
  findingKind: {
    strength: 'value.findingKind.strength',
    gap: 'value.findingKind.gap',
    'rights-risk': 'value.findingKind.rightsRisk',
    'good-practice': 'value.findingKind.goodPractice',
    'information-gap': 'value.findingKind.informationGap',
  } satisfies LabelByValue<FindingKind>,
  confidentiality: {
    U: 'value.confidentiality.U',
    C: 'value.confidentiality.C',
    SC: 'value.confidentiality.SC',
  } satisfies LabelByValue<Confidentiality>,
  horizon: {
    '0-6': 'value.horizon.soon',
    '6-18': 'value.horizon.middle',
    '18+': 'value.horizon.later',
  } satisfies LabelByValue<ActionHorizon>,
  /** Training comes last (docs/requirements.md B7). */
  measure: {
    'rule-change': 'value.measure.ruleChange',
    procedure: 'value.measure.procedure',
    staffing: 'value.measure.staffing',
    coordination: 'value.measure.coordination',
    equipment: 'value.measure.equipment',
    training: 'value.measure.training',
  } satisfies LabelByValue<RecommendedMeasure>,
  priorityBand: {
    High: 'value.priorityBand.High',
    Medium: 'value.priorityBand.Medium',
    Low: 'value.priorityBand.Low',
  } satisfies LabelByValue<PriorityBandOverride['band']>,
  /** The factors of a priority (docs/requirements.md B6), from no to yes. */
  ownership: {
    0: 'value.ownership.no',
    0.5: 'value.ownership.part',
    1: 'value.ownership.yes',
  } satisfies LabelByValue<PriorityFactor>,
  feasibility: {
    0: 'value.flag.no',
    0.5: 'value.feasibility.part',
    1: 'value.flag.yes',
  } satisfies LabelByValue<PriorityFactor>,
  alignment: {
    0: 'value.flag.no',
    1: 'value.flag.yes',
  } satisfies LabelByValue<PriorityAlignment>,
  /** Roles (docs/requirements.md A3). */
  role: {
    assessor: 'value.role.assessor',
    lead: 'value.role.lead',
    trainer: 'value.role.trainer',
    rapporteur: 'value.role.rapporteur',
    'mission-lead': 'value.role.missionLead',
    adviser: 'value.role.adviser',
    reviewer: 'value.role.reviewer',
    manager: 'value.role.manager',
    'me-officer': 'value.role.meOfficer',
    partner: 'value.role.partner',
    dpo: 'value.role.dpo',
    admin: 'value.role.admin',
  } satisfies LabelByValue<Role>,
  revokeReason: {
    lost: 'value.revokeReason.lost',
    stolen: 'value.revokeReason.stolen',
    seized: 'value.revokeReason.seized',
    'given-back': 'value.revokeReason.givenBack',
    other: 'value.revokeReason.other',
  } satisfies LabelByValue<RevokeReason>,
  /** Groups of fields with one handling policy (docs/requirements.md E). */
  dataGroup: {
    instrument: 'value.dataGroup.instrument',
    programme: 'value.dataGroup.programme',
    institution: 'value.dataGroup.institution',
    focalPoint: 'value.dataGroup.focalPoint',
    focalPointContact: 'value.dataGroup.focalPointContact',
    request: 'value.dataGroup.request',
    requestContact: 'value.dataGroup.requestContact',
    mission: 'value.dataGroup.mission',
    missionTeam: 'value.dataGroup.missionTeam',
    travelDetail: 'value.dataGroup.travelDetail',
    ratings: 'value.dataGroup.ratings',
    reviewComments: 'value.dataGroup.reviewComments',
    markedReviewComments: 'value.dataGroup.markedReviewComments',
    interviewNotes: 'value.dataGroup.interviewNotes',
    evidenceItem: 'value.dataGroup.evidenceItem',
    evidenceFile: 'value.dataGroup.evidenceFile',
    findings: 'value.dataGroup.findings',
    stateComments: 'value.dataGroup.stateComments',
    participantCode: 'value.dataGroup.participantCode',
    participantName: 'value.dataGroup.participantName',
    officialEmail: 'value.dataGroup.officialEmail',
    sexAndSeniority: 'value.dataGroup.sexAndSeniority',
    accessibilityNeeds: 'value.dataGroup.accessibilityNeeds',
    consent: 'value.dataGroup.consent',
    testAnswers: 'value.dataGroup.testAnswers',
    evaluationAnswers: 'value.dataGroup.evaluationAnswers',
    followUpAnswers: 'value.dataGroup.followUpAnswers',
    sessionNotesAttributed: 'value.dataGroup.sessionNotesAttributed',
    sessionNotes: 'value.dataGroup.sessionNotes',
    photos: 'value.dataGroup.photos',
    lessons: 'value.dataGroup.lessons',
    logframe: 'value.dataGroup.logframe',
    dueDiligence: 'value.dataGroup.dueDiligence',
    accounts: 'value.dataGroup.accounts',
    audit: 'value.dataGroup.audit',
    exports: 'value.dataGroup.exports',
    dataRequests: 'value.dataGroup.dataRequests',
  } satisfies LabelByValue<DataGroup>,
  /** Kinds of document; a kind of a newer version is another record. */
  documentKind: {
    mission: 'value.documentKind.mission',
    assessment: 'value.documentKind.assessment',
    workshop: 'value.documentKind.workshop',
    'action-plan': 'value.documentKind.actionPlan',
    programme: 'value.documentKind.programme',
    instrument: 'value.documentKind.instrument',
  },
} as const;

/** Enumeration with a label for each value. */
export type ValueList = keyof typeof valueLabels;

const isValueList = (name: string): name is ValueList => Object.hasOwn(valueLabels, name);

/** Label of a value; undefined for a value of a newer version, and for values without labels. */
export function valueLabelOf(list: string, value: string | number): PlainMessageKey | undefined {
  if (!isValueList(list)) return undefined;
  const labels: Readonly<Record<string, PlainMessageKey>> = valueLabels[list];
  return Object.hasOwn(labels, value) ? labels[value] : undefined;
}

/** All values of an enumeration in the order of its menu; null where there is none. */
export function valuesOfList(list: string): readonly (string | number)[] | null {
  if (!isValueList(list)) return null;
  // Keys of an object are texts; factors are numbers.
  const values = Object.keys(valueLabels[list]);
  return priorityFactors.has(list) ? values.map(Number).toSorted((a, b) => a - b) : values;
}

const priorityFactors: ReadonlySet<ValueList> = new Set(['ownership', 'feasibility', 'alignment']);

/** Label of a kind of document. */
export const documentKindLabel = (kind: string): PlainMessageKey =>
  valueLabelOf('documentKind', kind) ?? 'value.documentKind.other';

/** Label of a record's status by the kind of record; a status of a newer version has none yet. */
export const statusLabel = (
  list: 'missionStatus' | 'assessmentStatus' | 'workshopStatus',
  status: string,
): PlainMessageKey => valueLabelOf(list, status) ?? 'value.status.none';

/** Name of an institution type; a type that only this instrument knows has its name from there. */
export function institutionTypeLabel(code: string, instrument: MaturityModel, say: Translate): string {
  const key = valueLabelOf('institutionType', code);
  return key ? say(key) : (instrument.institution_types[code] ?? code);
}
