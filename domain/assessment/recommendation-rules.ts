import type { Measure, RecommendationStatus } from './finding.ts';
import type { Recommendation } from './read-findings.ts';

/** Measures in the order in which they are offered: training is the last (domain.md B7). */
export const offeredMeasures: readonly Measure[] = [
  'rule-change',
  'procedure',
  'staffing',
  'coordination',
  'equipment',
  'training',
];

/** B7: is training all that is recommended, without a reason why nothing else would do? */
export const lacksTrainingReason = ({
  measures,
  trainingReason,
}: Pick<Recommendation, 'measures' | 'trainingReason'>): boolean =>
  isTrainingAlone(measures) && trainingReason.trim() === '';

export const isTrainingAlone = (measures: readonly Measure[]): boolean =>
  measures.length > 0 && measures.every((measure) => measure === 'training');

/** The measures with one put on or taken off, in the order of the offer, so that equal choices are equal values. */
export const withMeasure = (
  measures: readonly Measure[],
  measure: Measure,
  isOn: boolean,
): readonly Measure[] => offeredMeasures.filter((one) => (one === measure ? isOn : measures.includes(one)));

/** A1: only a recommendation that was accepted, at least in part, is turned into work. */
export const mayBecomeItem = ({ status }: { readonly status: RecommendationStatus }): boolean =>
  status === 'accepted' || status === 'partly-accepted' || status === 'in-progress';
