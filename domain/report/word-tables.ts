import type {
  AnswerState,
  AssessmentStatus,
  AssessmentType,
  Confidence,
  EvidenceKind,
} from '../assessment/assessment.ts';
import type { FindingKind, Horizon, Mark, Measure, RecommendationStatus } from '../assessment/finding.ts';
import type { Change } from '../instrument/compare-ratings.ts';
import type { Band } from '../instrument/priority.ts';
import type { DimensionScore } from '../instrument/score.ts';
import type { MissionStatus } from '../mission/mission.ts';
import type { Role } from '../people/role.ts';
import type { PlanItemStatus } from '../plan/action-plan.ts';
import type { LabourField } from '../plan/read-plan.ts';
import type { ReportWord } from './words.ts';

type Words<Code extends string> = { readonly [C in Code]: ReportWord };

/** The word of each code, in a report. */
export const scoreStatusWords: Words<DimensionScore['status']> = {
  scored: 'report.score.scored',
  provisional: 'report.score.provisional',
  insufficient: 'report.score.insufficient',
  thin: 'report.score.thin',
};
export const stateWords: Words<AnswerState> = {
  rated: 'report.answer.rated',
  na: 'report.answer.na',
  ne: 'report.answer.ne',
  // Declined stands in counts only (B2), so a single answer looks like one that was not asked for yet.
  declined: 'report.answer.blank',
  blank: 'report.answer.blank',
};
export const confidenceWords: Words<Confidence> = {
  low: 'report.confidence.low',
  medium: 'report.confidence.medium',
  high: 'report.confidence.high',
};
export const bandWords: Words<Band> = {
  High: 'report.band.high',
  Medium: 'report.band.medium',
  Low: 'report.band.low',
};
export const changeWords: Words<Change> = {
  improved: 'report.change.improved',
  declined: 'report.change.declined',
  noComparableChange: 'report.change.none',
};
export const evidenceKindWords: Words<EvidenceKind> = {
  document: 'report.evidence.document',
  interview: 'report.evidence.interview',
  observation: 'report.evidence.observation',
  statistic: 'report.evidence.statistic',
};
export const findingKindWords: Words<FindingKind> = {
  strength: 'report.finding.strength',
  gap: 'report.finding.gap',
  'rights-risk': 'report.finding.rightsRisk',
  'good-practice': 'report.finding.goodPractice',
  'information-gap': 'report.finding.informationGap',
};
export const markWords: Words<Mark> = {
  U: 'report.mark.unclassified',
  C: 'report.mark.confidential',
  SC: 'report.mark.strictlyConfidential',
};
export const horizonWords: Words<Horizon> = {
  '0-6': 'report.horizon.short',
  '6-18': 'report.horizon.middle',
  '18+': 'report.horizon.long',
};
export const measureWords: Words<Measure> = {
  'rule-change': 'report.measure.ruleChange',
  procedure: 'report.measure.procedure',
  staffing: 'report.measure.staffing',
  coordination: 'report.measure.coordination',
  equipment: 'report.measure.equipment',
  training: 'report.measure.training',
};
export const recommendationStatusWords: Words<RecommendationStatus> = {
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
export const planStatusWords: Words<PlanItemStatus> = {
  proposed: 'report.plan.proposed',
  agreed: 'report.plan.agreed',
  scheduled: 'report.plan.scheduled',
  'in-progress': 'report.plan.inProgress',
  done: 'report.plan.done',
  verified: 'report.plan.verified',
  'on-hold': 'report.plan.onHold',
  dropped: 'report.plan.dropped',
};
export const labourWords: Words<LabourField> = {
  lead: 'report.labour.lead',
  counterpart: 'report.labour.counterpart',
  'funding-line': 'report.labour.fundingLine',
};
export const missionStatusWords: Words<MissionStatus> = {
  planned: 'report.mission.planned',
  approved: 'report.mission.approved',
  'under-way': 'report.mission.underWay',
  completed: 'report.mission.completed',
  reported: 'report.mission.reported',
  closed: 'report.mission.closed',
  cancelled: 'report.mission.cancelled',
};
export const assessmentStatusWords: Words<AssessmentStatus> = {
  draft: 'report.assessment.draft',
  fieldwork: 'report.assessment.fieldwork',
  consolidated: 'report.assessment.consolidated',
  'quality-review': 'report.assessment.qualityReview',
  shared: 'report.assessment.shared',
  'comments-addressed': 'report.assessment.commentsAddressed',
  final: 'report.assessment.final',
  superseded: 'report.assessment.superseded',
};
export const assessmentTypeWords: Words<AssessmentType> = {
  baseline: 'report.type.baseline',
  focused: 'report.type.focused',
  'follow-up': 'report.type.followUp',
};
export const roleWords: Words<Role> = {
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
