import type { MaturityLevel } from '../assessment/assessment.ts';
import { defaultScoringPolicy, type ScoringPolicy } from './scoring-policy.ts';

/** Agreement of two assessors who rated independently, as shares of the indicators that both rated (B6.14). */
export interface InterRaterReliability {
  readonly doubleRated: number;
  /** True when enough of all rated indicators were rated twice. */
  readonly isEnough: boolean;
  /** Null when nothing was rated twice. */
  readonly exact: number | null;
  readonly withinOne: number | null;
}

/** `rated` counts the indicators that have any rating. */
export function interRaterReliabilityOf(
  pairs: readonly { readonly first: MaturityLevel; readonly second: MaturityLevel }[],
  rated: number,
  policy: ScoringPolicy = defaultScoringPolicy,
): InterRaterReliability {
  const share = (most: number): number | null =>
    pairs.length === 0
      ? null
      : pairs.filter(({ first, second }) => Math.abs(first - second) <= most).length / pairs.length;
  return {
    doubleRated: pairs.length,
    isEnough: rated > 0 && pairs.length / rated >= policy.doubleRatedShare,
    exact: share(0),
    withinOne: share(1),
  };
}
