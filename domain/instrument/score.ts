import type { EvidenceStrength, Level } from '../assessment/assessment.ts';
import { type Answer, type Answers, askedOf, countedAnswer, type Screening } from './applicability.ts';
import type { Dimension, Indicator, MaturityModel } from './maturity-model.ts';

/** Numbers of domain.md B6 that a programme may change. */
export interface ScoringPolicy {
  readonly scoredFrom: number;
  readonly provisionalFrom: number;
  readonly capWithoutGateRating: Level;
  readonly indexNeedsShare: number;
  readonly technology: string;
  readonly safeguards: string;
}

export const defaultPolicy: ScoringPolicy = {
  scoredFrom: 0.7,
  provisionalFrom: 0.4,
  capWithoutGateRating: 3,
  indexNeedsShare: 0.7,
  technology: 'D5',
  safeguards: 'D7',
};

/** The score of one dimension (B6 1-6); levels are there only when enough of its weight is rated. */
export interface DimensionScore {
  readonly code: string;
  readonly status: 'scored' | 'provisional' | 'insufficient' | 'thin';
  readonly applicable: number;
  readonly rated: number;
  readonly coverage: number;
  readonly low: number;
  readonly high: number;
  readonly mean?: number;
  readonly band?: number;
  readonly cap?: number;
  readonly reported?: number;
  /** The gate, or the safeguards dimension, that keeps the reported level below the band. */
  readonly limitedBy?: string;
}

/** Scores all dimensions that have an applicable indicator, in the instrument's order. */
export function scoreDimensions(
  instrument: MaturityModel,
  screening: Screening,
  answers: Answers,
  policy: ScoringPolicy = defaultPolicy,
): readonly DimensionScore[] {
  const scores = instrument.dimensions
    .map((dimension) => scoreDimension(dimension, screening, answers, policy))
    .filter((score) => score !== undefined);
  return limitTechnology(scores, policy);
}

interface Counted {
  readonly indicator: Indicator;
  readonly level: Level | undefined;
}

function scoreDimension(
  dimension: Dimension,
  screening: Screening,
  answers: Answers,
  policy: ScoringPolicy,
): DimensionScore | undefined {
  const counted = dimension.indicators
    .filter((indicator) => isApplicable(indicator, screening, answers))
    .map((indicator) => ({ indicator, level: countedAnswer(indicator, screening, answers)?.level }));
  if (counted.length === 0) return undefined;

  const rated = counted.filter((one): one is Counted & { level: Level } => one.level !== undefined);
  const weight = sum(counted, () => 1);
  const base = {
    code: dimension.code,
    applicable: counted.length,
    rated: rated.length,
    coverage: sum(rated, () => 1) / weight,
    low: sum(counted, (one) => one.level ?? 1) / weight,
    high: sum(counted, (one) => one.level ?? 5) / weight,
    ...(rated.length > 0 && { mean: sum(rated, (one) => one.level) / sum(rated, () => 1) }),
  };
  if (counted.length < 2) return { ...base, status: 'thin' };
  if (base.mean === undefined || base.coverage < policy.provisionalFrom)
    return { ...base, status: 'insufficient' };

  const band = bandOf(base.mean);
  const { cap, by } = capOf(counted, policy);
  const reported = Math.min(band, cap);
  const status = base.coverage >= policy.scoredFrom ? 'scored' : 'provisional';
  return {
    ...base,
    status,
    band,
    cap,
    reported,
    ...(reported < band && by !== undefined && { limitedBy: by }),
  };
}

function isApplicable(indicator: Indicator, screening: Screening, answers: Answers): boolean {
  const { kind } = askedOf(indicator, screening, answers);
  return (kind === 'asked' || kind === 'proposed') && answers[indicator.id]?.state !== 'na';
}

/** B6.5: a gate lets its dimension be reported one level above itself at most. */
function capOf(counted: readonly Counted[], policy: ScoringPolicy): { cap: number; by: string | undefined } {
  const caps = counted
    .filter(({ indicator }) => indicator.gate)
    .map(({ indicator, level }) => ({
      cap: level === undefined ? policy.capWithoutGateRating : Math.min(level + 1, 5),
      by: indicator.id,
    }));
  return caps.reduce<{ cap: number; by: string | undefined }>(
    (lowest, one) => (one.cap < lowest.cap ? one : lowest),
    { cap: 5, by: undefined },
  );
}

/** B6.6: technology may not outrun safeguards. */
function limitTechnology(
  scores: readonly DimensionScore[],
  policy: ScoringPolicy,
): readonly DimensionScore[] {
  const safeguards = scores.find(({ code }) => code === policy.safeguards)?.reported;
  if (safeguards === undefined) return scores;
  return scores.map((score) =>
    score.code === policy.technology && score.reported !== undefined && score.reported > safeguards + 1
      ? { ...score, reported: safeguards + 1, limitedBy: policy.safeguards }
      : score,
  );
}

/** B6.4. */
const bandOf = (mean: number): number => [1.5, 2.5, 3.5, 4.5].filter((from) => mean >= from).length + 1;

const ceilings: Readonly<Record<EvidenceStrength, Level>> = { E0: 2, E1: 2, E2: 3, E3: 4, E4: 5 };

/** B3: the highest level that this evidence carries; a higher rating is kept but flagged. */
export const ceilingOf = (evidence: EvidenceStrength): Level => ceilings[evidence];

/** True when the rating is above what its evidence carries. */
export const isAboveEvidence = (answer: Answer): boolean =>
  answer.level !== undefined && answer.level > ceilingOf(answer.evidence);

/** B6.7: internal only, never shown for States side by side; null while too little is scored. */
export function workingIndex(
  instrument: MaturityModel,
  scores: readonly DimensionScore[],
  policy: ScoringPolicy = defaultPolicy,
): number | null {
  const weightOf = (code: string): number =>
    instrument.dimensions.find((one) => one.code === code)?.weight ?? 0;
  const total = (some: readonly DimensionScore[]): number =>
    some.reduce((all, { code }) => all + weightOf(code), 0);
  const scored = scores.filter(({ status }) => status === 'scored');
  const counting = scores.filter(({ status }) => status !== 'thin');
  if (!scored.some(({ code }) => code === policy.safeguards)) return null;
  if (total(scored) < policy.indexNeedsShare * total(counting)) return null;
  const value = ({ band, reported, mean }: DimensionScore): number =>
    reported !== undefined && band !== undefined && reported < band ? reported : (mean ?? 0);
  return scored.reduce((all, score) => all + weightOf(score.code) * value(score), 0) / total(scored);
}

const sum = <T extends Counted>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((total, one) => total + one.indicator.weight * of(one), 0);
