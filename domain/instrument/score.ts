import type { EvidenceStrength, Level } from '../assessment/assessment.ts';
import { type Answer, type Answers, askedOf, countedAnswer, type Screening } from './applicability.ts';
import type { Dimension, Indicator, MaturityModel } from './maturity-model.ts';
import { defaultPolicy, type ScoringPolicy } from './scoring-policy.ts';

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
    .map((indicator) => ({ indicator, level: ratedLevel(countedAnswer(indicator, screening, answers)) }));
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
  if (counted.length < policy.fewestIndicators) return { ...base, status: 'thin' };
  if (base.mean === undefined || base.coverage < policy.provisionalFrom)
    return { ...base, status: 'insufficient' };

  const band = bandOf(base.mean, policy);
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

/** Whether an indicator counts for this institution: asked, not taken out by a rule or by an answer. */
export function isApplicable(indicator: Indicator, screening: Screening, answers: Answers): boolean {
  const { kind } = askedOf(indicator, screening, answers);
  return (kind === 'asked' || kind === 'proposed') && answers[indicator.id]?.state !== 'na';
}

/** B6.5: a gate lets its dimension be reported only so far above itself. */
function capOf(counted: readonly Counted[], policy: ScoringPolicy): { cap: number; by: string | undefined } {
  const caps = counted
    .filter(({ indicator }) => indicator.gate)
    .map(({ indicator, level }) => ({
      cap: level === undefined ? policy.capWithoutGateRating : Math.min(level + policy.gateLifts, 5),
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
  { outrun }: ScoringPolicy,
): readonly DimensionScore[] {
  const safeguards = scores.find(({ code }) => code === outrun.safeguards)?.reported;
  if (safeguards === undefined) return scores;
  const most = safeguards + outrun.by;
  return scores.map((score) =>
    score.code === outrun.technology && score.reported !== undefined && score.reported > most
      ? { ...score, reported: most, limitedBy: outrun.safeguards }
      : score,
  );
}

/** B6.4. */
const bandOf = (mean: number, { bandsFrom }: ScoringPolicy): number =>
  bandsFrom.filter((from) => mean >= from).length + 1;

/** B3: the highest level that this evidence carries; a higher rating is kept but flagged. */
export const ceilingOf = (evidence: EvidenceStrength, policy: ScoringPolicy = defaultPolicy): Level =>
  policy.ceilings[evidence];

/** True when the rating is above what its evidence carries. */
export const isAboveEvidence = (answer: Answer, policy: ScoringPolicy = defaultPolicy): boolean =>
  (ratedLevel(answer) ?? 0) > ceilingOf(answer.evidence, policy);

/** A level that was left beside another state does not count. */
const ratedLevel = (answer: Answer | undefined): Level | undefined =>
  answer?.state === 'rated' ? answer.level : undefined;

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
  const isScored = (needed: string): boolean => scored.some(({ code }) => code === needed);
  if (scored.length === 0 || !policy.index.neededDimensions.every(isScored)) return null;
  if (total(scored) / total(counting) < policy.index.neededShare) return null;
  const value = ({ band, reported, mean }: DimensionScore): number =>
    reported !== undefined && band !== undefined && reported < band ? reported : (mean ?? 0);
  return scored.reduce((all, score) => all + weightOf(score.code) * value(score), 0) / total(scored);
}

const sum = <T extends Counted>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((total, one) => total + one.indicator.weight * of(one), 0);
