import type {
  AnswerStatus,
  AssessmentStatus,
  AssessmentType,
  RatingConfidence,
  EvidenceKind,
} from '../assessment/assessment.ts';
import type {
  FindingKind,
  ActionHorizon,
  Confidentiality,
  RecommendedMeasure,
  RecommendationStatus,
} from '../assessment/finding.ts';
import type { RatingChange } from '../scoring/compare-ratings.ts';
import type { PriorityBand } from '../scoring/gap-priority.ts';
import type { DimensionScore } from '../scoring/score.ts';
import type { MissionStatus } from '../mission/mission.ts';
import type { Role } from '../people/role.ts';
import type { LabourField, PlanItemStatus } from '../plan/action-plan.ts';
import type { ReportTextKey } from './report-text-key.ts';

type LabelsByCode<Code extends string> = { readonly [C in Code]: ReportTextKey };

/** Label of each code, in a report. */
export const scoreStatusLabels: LabelsByCode<DimensionScore['status']> = {
  scored: 'report.score.scored',
  provisional: 'report.score.provisional',
  insufficient: 'report.score.insufficient',
  thin: 'report.score.thin',
};
export const answerStatusLabels: LabelsByCode<AnswerStatus> = {
  rated: 'report.answer.rated',
  na: 'report.answer.na',
  ne: 'report.answer.ne',
  // Declined answers appear in counts only (B2), so a single one looks unanswered.
  declined: 'report.answer.blank',
  blank: 'report.answer.blank',
};
export const confidenceLabels: LabelsByCode<RatingConfidence> = {
  low: 'report.confidence.low',
  medium: 'report.confidence.medium',
  high: 'report.confidence.high',
};
export const priorityBandLabels: LabelsByCode<PriorityBand> = {
  High: 'report.band.high',
  Medium: 'report.band.medium',
  Low: 'report.band.low',
};
export const ratingChangeLabels: LabelsByCode<RatingChange> = {
  improved: 'report.change.improved',
  declined: 'report.change.declined',
  noComparableChange: 'report.change.none',
};
export const evidenceKindLabels: LabelsByCode<EvidenceKind> = {
  document: 'report.evidence.document',
  interview: 'report.evidence.interview',
  observation: 'report.evidence.observation',
  statistic: 'report.evidence.statistic',
};
export const findingKindLabels: LabelsByCode<FindingKind> = {
  strength: 'report.finding.strength',
  gap: 'report.finding.gap',
  'rights-risk': 'report.finding.rightsRisk',
  'good-practice': 'report.finding.goodPractice',
  'information-gap': 'report.finding.informationGap',
};
export const confidentialityLabels: LabelsByCode<Confidentiality> = {
  U: 'report.mark.unclassified',
  C: 'report.mark.confidential',
  SC: 'report.mark.strictlyConfidential',
};
export const actionHorizonLabels: LabelsByCode<ActionHorizon> = {
  '0-6': 'report.horizon.short',
  '6-18': 'report.horizon.middle',
  '18+': 'report.horizon.long',
};
export const measureLabels: LabelsByCode<RecommendedMeasure> = {
  'rule-change': 'report.measure.ruleChange',
  procedure: 'report.measure.procedure',
  staffing: 'report.measure.staffing',
  coordination: 'report.measure.coordination',
  equipment: 'report.measure.equipment',
  training: 'report.measure.training',
};
export const recommendationStatusLabels: LabelsByCode<RecommendationStatus> = {
  proposed: 'report.recommendation.proposed',
  discussed: 'report.recommendation.discussed',
  accepted: 'report.recommendation.accepted',
  'partly-accepted': 'report.recommendation.partlyAccepted',
  'not-accepted': 'report.recommendation.notAccepted',
  'in-progress': 'report.recommendation.inProgress',
  implemented: 'report.recommendation.implemented',
  verified: 'report.recommendation.verified',
  lapsed: 'report.recommendation.lapsed',
};
export const planStatusLabels: LabelsByCode<PlanItemStatus> = {
  proposed: 'report.plan.proposed',
  agreed: 'report.plan.agreed',
  scheduled: 'report.plan.scheduled',
  'in-progress': 'report.plan.inProgress',
  done: 'report.plan.done',
  verified: 'report.plan.verified',
  'on-hold': 'report.plan.onHold',
  dropped: 'report.plan.dropped',
};
export const labourFieldLabels: LabelsByCode<LabourField> = {
  lead: 'report.labour.lead',
  counterpart: 'report.labour.counterpart',
  'funding-line': 'report.labour.fundingLine',
};
export const missionStatusLabels: LabelsByCode<MissionStatus> = {
  planned: 'report.mission.planned',
  approved: 'report.mission.approved',
  'under-way': 'report.mission.underWay',
  completed: 'report.mission.completed',
  reported: 'report.mission.reported',
  closed: 'report.mission.closed',
  cancelled: 'report.mission.cancelled',
};
export const assessmentStatusLabels: LabelsByCode<AssessmentStatus> = {
  draft: 'report.assessment.draft',
  fieldwork: 'report.assessment.fieldwork',
  consolidated: 'report.assessment.consolidated',
  'quality-review': 'report.assessment.qualityReview',
  shared: 'report.assessment.shared',
  'comments-addressed': 'report.assessment.commentsAddressed',
  final: 'report.assessment.final',
  superseded: 'report.assessment.superseded',
};
export const assessmentTypeLabels: LabelsByCode<AssessmentType> = {
  baseline: 'report.type.baseline',
  focused: 'report.type.focused',
  'follow-up': 'report.type.followUp',
};
export const roleLabels: LabelsByCode<Role> = {
  assessor: 'report.role.assessor',
  lead: 'report.role.lead',
  trainer: 'report.role.trainer',
  rapporteur: 'report.role.rapporteur',
  'mission-lead': 'report.role.missionLead',
  adviser: 'report.role.adviser',
  reviewer: 'report.role.reviewer',
  manager: 'report.role.manager',
  'me-officer': 'report.role.meOfficer',
  partner: 'report.role.partner',
  dpo: 'report.role.dpo',
  admin: 'report.role.admin',
};
