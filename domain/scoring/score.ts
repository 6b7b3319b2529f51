import type { EvidenceStrength, MaturityLevel } from '../assessment/assessment.ts';
import {
  countedAnswerOf,
  type IndicatorAnswer,
  type IndicatorAnswers,
  resolveApplicability,
  type ScreeningByQuestion,
} from './applicability.ts';
import {
  defaultScoringPolicy,
  type Indicator,
  type MaturityDimension,
  type MaturityModel,
  type ScoringPolicy,
} from './maturity-model.ts';

/**
 * The lower of the two in the middle: no level is reported that nobody has rated.
 * @throws on an empty list
 */
export function lowerMedianOf(levels: readonly MaturityLevel[]): MaturityLevel {
  const sorted = [...levels].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('No median: the list is empty');
  return middle;
}

/** One institution's assessment, with the parts for a roll-up. */
interface InstitutionContribution {
  readonly institution: string;
  readonly screening: ScreeningByQuestion;
  readonly answers: IndicatorAnswers;
}

/** An indicator over all institutions of a State (B6.8). Proposals of rules count, as in the scores of one. */
export interface RolledUpIndicator {
  readonly indicator: string;
  readonly scope: Indicator['scope'];
  readonly rated: number;
  readonly asked: number;
  /** Of institution indicators the State's level; of national ones the proposal to the lead assessor. */
  readonly level: MaturityLevel | null;
  /** Nobody has rated it: a rule of the instrument proposes the level (B4). */
  readonly isProposed: boolean;
  readonly lowest: MaturityLevel | null;
  readonly highest: MaturityLevel | null;
  /** The institutions are far apart: worth a sentence in the report. */
  readonly isFlagged: boolean;
}

/** Roll up all indicators that any institution was asked. */
export function rollUpIndicators(
  model: MaturityModel,
  contributions: readonly InstitutionContribution[],
  policy: ScoringPolicy = defaultScoringPolicy,
): readonly RolledUpIndicator[] {
  const rolled = model.dimensions.flatMap(({ indicators }) =>
    indicators.map((indicator) => rollUpOneIndicator(indicator, contributions, policy)),
  );
  return rolled.filter(({ asked }) => asked > 0);
}

function rollUpOneIndicator(
  indicator: Indicator,
  contributions: readonly InstitutionContribution[],
  policy: ScoringPolicy,
): RolledUpIndicator {
  const asking = contributions.filter(({ screening, answers }) =>
    isIndicatorApplicable(indicator, screening, answers),
  );
  const levels = asking
    .map(({ screening, answers }) => countedAnswerOf(indicator, screening, answers))
    .flatMap((answer) => (answer?.state === 'rated' ? (answer.level ?? []) : []))
    .sort((a, b) => a - b);
  const isRated = asking.some(({ answers }) => answers[indicator.id]?.state === 'rated');
  const lowest = levels[0] ?? null;
  const highest = levels.at(-1) ?? null;
  return {
    indicator: indicator.id,
    scope: indicator.scope,
    rated: levels.length,
    asked: asking.length,
    level: levels.length === 0 ? null : lowerMedianOf(levels),
    isProposed: levels.length > 0 && !isRated,
    lowest,
    highest,
    isFlagged: lowest !== null && highest !== null && highest - lowest >= policy.flaggedSpread,
  };
}

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

/** Score all dimensions that have an applicable indicator, in the instrument's order. */
export function scoreDimensions(
  instrument: MaturityModel,
  screening: ScreeningByQuestion,
  answers: IndicatorAnswers,
  policy: ScoringPolicy = defaultScoringPolicy,
): readonly DimensionScore[] {
  const scores = instrument.dimensions
    .map((dimension) => scoreDimension(dimension, screening, answers, policy))
    .filter((score) => score !== undefined);
  return limitTechnologyLevel(scores, policy);
}

interface CountedIndicator {
  readonly indicator: Indicator;
  readonly level: MaturityLevel | undefined;
}

function scoreDimension(
  dimension: MaturityDimension,
  screening: ScreeningByQuestion,
  answers: IndicatorAnswers,
  policy: ScoringPolicy,
): DimensionScore | undefined {
  const counted = dimension.indicators
    .filter((indicator) => isIndicatorApplicable(indicator, screening, answers))
    .map((indicator) => ({ indicator, level: ratedLevelOf(countedAnswerOf(indicator, screening, answers)) }));
  if (counted.length === 0) return undefined;

  const rated = counted.filter(
    (one): one is CountedIndicator & { level: MaturityLevel } => one.level !== undefined,
  );
  const weight = weightedSumOf(counted, () => 1);
  const base = {
    code: dimension.code,
    applicable: counted.length,
    rated: rated.length,
    coverage: weightedSumOf(rated, () => 1) / weight,
    low: weightedSumOf(counted, (one) => one.level ?? 1) / weight,
    high: weightedSumOf(counted, (one) => one.level ?? 5) / weight,
    ...(rated.length > 0 && {
      mean: weightedSumOf(rated, (one) => one.level) / weightedSumOf(rated, () => 1),
    }),
  };
  if (counted.length < policy.fewestIndicators) return { ...base, status: 'thin' };
  if (base.mean === undefined || base.coverage < policy.provisionalFrom)
    return { ...base, status: 'insufficient' };

  const band = maturityBandOf(base.mean, policy);
  const { cap, by } = gateCapOf(counted, policy);
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

/**
 * Return whether an indicator counts for this institution: asked, and excluded neither by a rule nor by an answer.
 */
export function isIndicatorApplicable(
  indicator: Indicator,
  screening: ScreeningByQuestion,
  answers: IndicatorAnswers,
): boolean {
  const { kind } = resolveApplicability(indicator, screening, answers);
  return (kind === 'asked' || kind === 'proposed') && answers[indicator.id]?.state !== 'na';
}

/** B6.5: a gate limits how far its dimension may be reported above it. */
function gateCapOf(
  counted: readonly CountedIndicator[],
  policy: ScoringPolicy,
): { cap: number; by: string | undefined } {
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

/** B6.6: the reported level of technology is limited by that of safeguards. */
function limitTechnologyLevel(
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
const maturityBandOf = (mean: number, { bandsFrom }: ScoringPolicy): number =>
  bandsFrom.filter((from) => mean >= from).length + 1;

/** B3: the highest level that this evidence supports; a higher rating is kept but flagged. */
export const evidenceCeilingOf = (
  evidence: EvidenceStrength,
  policy: ScoringPolicy = defaultScoringPolicy,
): MaturityLevel => policy.ceilings[evidence];

/** Return whether the rating is above the level that its evidence supports. */
export const isRatedAboveEvidence = (
  answer: IndicatorAnswer,
  policy: ScoringPolicy = defaultScoringPolicy,
): boolean => (ratedLevelOf(answer) ?? 0) > evidenceCeilingOf(answer.evidence, policy);

/** A level that was left beside another status does not count. */
const ratedLevelOf = (answer: IndicatorAnswer | undefined): MaturityLevel | undefined =>
  answer?.state === 'rated' ? answer.level : undefined;

/** B6.7: internal only, never shown for States side by side; null while too little is scored. */
export function computeWorkingIndex(
  instrument: MaturityModel,
  scores: readonly DimensionScore[],
  policy: ScoringPolicy = defaultScoringPolicy,
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

const weightedSumOf = <T extends CountedIndicator>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((total, one) => total + one.indicator.weight * of(one), 0);
