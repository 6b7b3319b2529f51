import { compareTexts } from '#base/json.ts';
import type { MaturityLevel } from '../assessment/assessment.ts';
import type { MaturityDimension } from '../scoring/maturity-model.ts';
import { lowerMedianOf } from '../scoring/score.ts';
import type { ScoredModel } from './document-figures.ts';
import { type InstitutionResult, type OverviewAssessment, ratingAt } from './roll-up.ts';

/** Change of a State since the first assessments, over the institutions that have a follow-up. */
export interface SinceBaseline {
  readonly dimensions: readonly BaselineComparison[];
  /** Number of institutions with a follow-up, of all that count. */
  readonly followed: number;
  readonly institutions: number;
  /** First and last reference date of the baselines and of the follow-ups; null where none is dated. */
  readonly before: DayRange | null;
  readonly after: DayRange | null;
}

interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** One dimension at the baseline and now, over the ratings that both dates have. */
interface BaselineComparison {
  readonly code: string;
  /** Weighted means over the comparable indicators; null without any. */
  readonly before: number | null;
  readonly after: number | null;
  /** Indicators that at least one institution rated at both dates. */
  readonly comparable: number;
  /** Indicators that an institution with a follow-up rated at either date. */
  readonly rated: number;
}

/**
 * Compare the first and the latest assessment of each institution that has both (docs/requirements.md B6.13). Only an
 * indicator that the same institution rated at both dates counts, so no mean falls where no rating fell.
 * @param scored the instrument in whose order all lines are written
 * @returns null before any follow-up
 */
export function changeSinceBaseline(
  scored: ScoredModel,
  results: readonly InstitutionResult[],
): SinceBaseline | null {
  const followed = results.filter(({ first, latest }) => first !== latest);
  if (followed.length === 0) return null;
  return {
    dimensions: compareDimensions(scored, followed),
    followed: followed.length,
    institutions: results.length,
    before: dayRangeOf(followed.map(({ first }) => first)),
    after: dayRangeOf(followed.map(({ latest }) => latest)),
  };
}

function compareDimensions(
  { model }: ScoredModel,
  followed: readonly InstitutionResult[],
): readonly BaselineComparison[] {
  let from = 0;
  return model.dimensions.map((dimension) => {
    const comparison = compareDimension(dimension, followed, from);
    from += dimension.indicators.length;
    return comparison;
  });
}

/** @param from Place of the first indicator of the dimension in the lines. */
function compareDimension(
  { code, indicators }: MaturityDimension,
  followed: readonly InstitutionResult[],
  from: number,
): BaselineComparison {
  const pairs = indicators.map((indicator, at) => ({
    weight: indicator.weight,
    levels: followed.map(
      ({ first, latest }) => [levelAt(first, from + at), levelAt(latest, from + at)] as const,
    ),
  }));
  const compared = pairs.flatMap(({ weight, levels }) => {
    const both = levels.flatMap(([before, after]) =>
      before === null || after === null ? [] : [{ before, after }],
    );
    return both.length === 0
      ? []
      : [
          {
            weight,
            before: lowerMedianOf(both.map(({ before }) => before)),
            after: lowerMedianOf(both.map(({ after }) => after)),
          },
        ];
  });
  const meanOf = (when: 'before' | 'after'): number | null => {
    const weights = compared.reduce((sum, { weight }) => sum + weight, 0);
    return weights === 0 ? null : compared.reduce((sum, one) => sum + one.weight * one[when], 0) / weights;
  };
  return {
    code,
    before: meanOf('before'),
    after: meanOf('after'),
    comparable: compared.length,
    rated: pairs.filter(({ levels }) => levels.flat().some((level) => level !== null)).length,
  };
}

const levelAt = (overviewAssessment: OverviewAssessment, at: number): MaturityLevel | null =>
  ratingAt(overviewAssessment, at)?.level ?? null;

function dayRangeOf(assessments: readonly OverviewAssessment[]): DayRange | null {
  const days = assessments.flatMap(({ referenceDate }) => referenceDate ?? []).toSorted(compareTexts);
  const [from, to] = [days[0], days.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}
