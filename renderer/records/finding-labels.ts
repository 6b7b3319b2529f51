import type { AssessmentType, NotApplicableReason } from '#domain/assessment/assessment.ts';
import type {
  PriorityAlignment,
  PriorityBandOverride,
  PriorityFactor,
  FindingKind,
  ActionHorizon,
  Confidentiality,
  RecommendedMeasure,
  RecommendationStatus,
} from '#domain/assessment/finding.ts';
import type { PlanItemStatus } from '#domain/plan/action-plan.ts';
import type { MessageKey, PlainMessageKey } from '#renderer/i18n/message.ts';

/** Labels of findings, the same in the field and at headquarters. */
export const findingKindKeys: { readonly [K in FindingKind]: MessageKey } = {
  strength: 'finding.kind.strength',
  gap: 'finding.kind.gap',
  'rights-risk': 'finding.kind.rightsRisk',
  'good-practice': 'finding.kind.goodPractice',
  'information-gap': 'finding.kind.informationGap',
};

export const markKeys: { readonly [M in Confidentiality]: MessageKey } = {
  U: 'finding.mark.U',
  C: 'finding.mark.C',
  SC: 'finding.mark.SC',
};

export const horizonKeys: { readonly [H in ActionHorizon]: MessageKey } = {
  '0-6': 'finding.horizon.soon',
  '6-18': 'finding.horizon.middle',
  '18+': 'finding.horizon.later',
};

/** In the order of the menu: training comes last (docs/requirements.md B7). */
export const measureKeys: { readonly [M in RecommendedMeasure]: MessageKey } = {
  'rule-change': 'finding.measure.ruleChange',
  procedure: 'finding.measure.procedure',
  staffing: 'finding.measure.staffing',
  coordination: 'finding.measure.coordination',
  equipment: 'finding.measure.equipment',
  training: 'finding.measure.training',
};

export const recommendationStatusKeys: { readonly [S in RecommendationStatus]: MessageKey } = {
  proposed: 'finding.status.proposed',
  discussed: 'finding.status.discussed',
  accepted: 'finding.status.accepted',
  'partly-accepted': 'finding.status.partlyAccepted',
  'not-accepted': 'finding.status.notAccepted',
  'in-progress': 'finding.status.inProgress',
  implemented: 'finding.status.implemented',
  verified: 'finding.status.verified',
  lapsed: 'finding.status.lapsed',
};

export const planStatusKeys: { readonly [S in PlanItemStatus]: MessageKey } = {
  proposed: 'plan.status.proposed',
  agreed: 'plan.status.agreed',
  scheduled: 'plan.status.scheduled',
  'in-progress': 'plan.status.inProgress',
  done: 'plan.status.done',
  verified: 'plan.status.verified',
  'on-hold': 'plan.status.onHold',
  dropped: 'plan.status.dropped',
};

export const priorityBandKeys: { readonly [B in PriorityBandOverride['band']]: MessageKey } = {
  High: 'finding.band.High',
  Medium: 'finding.band.Medium',
  Low: 'finding.band.Low',
};

/** The factors of a priority (B6.11), from no to yes. */
export const ownershipKeys: { readonly [F in PriorityFactor]: PlainMessageKey } = {
  0: 'finding.ownership.no',
  0.5: 'finding.ownership.part',
  1: 'finding.ownership.yes',
};
export const feasibilityKeys: { readonly [F in PriorityFactor]: PlainMessageKey } = {
  0: 'finding.feasibility.no',
  0.5: 'finding.feasibility.part',
  1: 'finding.feasibility.yes',
};
export const alignmentKeys: { readonly [A in PriorityAlignment]: PlainMessageKey } = {
  0: 'finding.alignment.no',
  1: 'finding.alignment.yes',
};

/** Reasons why a question does not apply (docs/requirements.md B2). */
export const naReasonKeys: { readonly [R in NotApplicableReason]: MessageKey } = {
  'outside-mandate': 'assessment.na.outsideMandate',
  'function-elsewhere': 'assessment.na.functionElsewhere',
  'federal-share': 'assessment.na.federalShare',
};

export const assessmentTypeKeys: { readonly [T in AssessmentType]: MessageKey } = {
  baseline: 'life.type.baseline',
  focused: 'life.type.focused',
  'follow-up': 'life.type.followUp',
};
