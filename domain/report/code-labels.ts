import type { AnswerStatus } from '../assessment/assessment.ts';
import type { LabourField } from '../plan/action-plan.ts';
import type { RatingChange } from '../scoring/compare-ratings.ts';
import type { DimensionScore } from '../scoring/score.ts';
import type { ReportTextKey } from './report-text-key.ts';

type LabelsByCode<Code extends string> = { readonly [C in Code]: ReportTextKey };

/** Labels of codes that reports name in another way than screens, or alone. */
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
export const ratingChangeLabels: LabelsByCode<RatingChange> = {
  improved: 'report.change.improved',
  declined: 'report.change.declined',
  noComparableChange: 'report.change.none',
};
export const labourFieldLabels: LabelsByCode<LabourField> = {
  lead: 'path.item.lead',
  counterpart: 'path.item.counterpart',
  'funding-line': 'path.item.fundingLine',
};
export const halfDayLabels: LabelsByCode<'am' | 'pm'> = {
  am: 'report.half.am',
  pm: 'report.half.pm',
};
