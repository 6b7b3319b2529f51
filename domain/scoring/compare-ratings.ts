import { EvidenceStrength, type MaturityLevel } from '../assessment/assessment.ts';
import { defaultScoringPolicy, type ScoringPolicy } from './scoring-policy.ts';

/** One rating of an indicator at one date, or by one assessor. */
interface DatedRating {
  readonly indicator: string;
  /** Of the instrument, such as `1.2.0`. */
  readonly version: string;
  readonly level: MaturityLevel;
  readonly evidence: EvidenceStrength;
}

export type RatingChange = 'improved' | 'declined' | 'noComparableChange';

/**
 * B6.13: change of an indicator between two assessments. Nothing is reported about ratings of different indicators or
 * major versions, nor where the evidence of either date is weak.
 */
export function ratingChangeBetween(
  previousRating: DatedRating,
  after: DatedRating,
  policy: ScoringPolicy = defaultScoringPolicy,
): RatingChange {
  const isSame =
    previousRating.indicator === after.indicator &&
    majorVersionOf(previousRating.version) === majorVersionOf(after.version);
  const isEvidenced = [previousRating, after].every(
    ({ evidence }) => evidenceStrengthRank(evidence) >= evidenceStrengthRank(policy.change.evidence),
  );
  const difference = after.level - previousRating.level;
  if (!isSame || !isEvidenced || Math.abs(difference) < policy.change.levels) return 'noComparableChange';
  return difference > 0 ? 'improved' : 'declined';
}

const evidenceStrengthRank = (evidenceStrength: EvidenceStrength): number =>
  EvidenceStrength.options.indexOf(evidenceStrength);

const majorVersionOf = (version: string): string => version.split('.')[0] ?? version;
