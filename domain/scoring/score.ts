import type { EvidenceStrength, MaturityLevel } from '../assessment/assessment.ts';
import {
  countedAnswerOf,
  type IndicatorAnswer,
  type IndicatorAnswers,
  resolveApplicability,
  type ScreeningByQuestion,
} from './applicability.ts';
import { type Indicator, type MaturityDimension, type MaturityModel } from './maturity-model.ts';
import { defaultScoringPolicy, type ScoringPolicy } from './scoring-policy.ts';

/**
 * The lower of the two in the middle: no level is reported that nobody has rated.
 * @throws on an empty list
 */
export function lowerMedianOf(maturityLevels: readonly MaturityLevel[]): MaturityLevel {
  const sorted = [...maturityLevels].sort((a, b) => a - b);
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
  maturityModel: MaturityModel,
  institutionContributions: readonly InstitutionContribution[],
  policy: ScoringPolicy = defaultScoringPolicy,
): readonly RolledUpIndicator[] {
  const rolledUpIndicators = maturityModel.dimensions.flatMap(({ indicators }) =>
    indicators.map((indicator) => rollUpOneIndicator(indicator, institutionContributions, policy)),
  );
  return rolledUpIndicators.filter(({ asked }) => asked > 0);
}

function rollUpOneIndicator(
  indicator: Indicator,
  institutionContributions: readonly InstitutionContribution[],
  policy: ScoringPolicy,
): RolledUpIndicator {
  const asking = institutionContributions.filter(({ screening, answers }) =>
    isIndicatorApplicable(indicator, screening, answers),
  );
  const maturityLevels = asking
    .map(({ screening, answers }) => countedAnswerOf(indicator, screening, answers))
    .flatMap((answer) => (answer?.state === 'rated' ? (answer.level ?? []) : []))
    .sort((a, b) => a - b);
  const isRated = asking.some(({ answers }) => answers[indicator.id]?.state === 'rated');
  const lowest = maturityLevels[0] ?? null;
  const highest = maturityLevels.at(-1) ?? null;
  return {
    indicator: indicator.id,
    scope: indicator.scope,
    rated: maturityLevels.length,
    asked: asking.length,
    level: maturityLevels.length === 0 ? null : lowerMedianOf(maturityLevels),
    isProposed: maturityLevels.length > 0 && !isRated,
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
  maturityModel: MaturityModel,
  screeningByQuestion: ScreeningByQuestion,
  indicatorAnswers: IndicatorAnswers,
  policy: ScoringPolicy = defaultScoringPolicy,
): readonly DimensionScore[] {
  const dimensionScores = maturityModel.dimensions
    .map((dimension) => scoreDimension(dimension, screeningByQuestion, indicatorAnswers, policy))
    .filter((score) => score !== undefined);
  return limitTechnologyLevel(dimensionScores, policy);
}

interface CountedIndicator {
  readonly indicator: Indicator;
  readonly level: MaturityLevel | undefined;
}

function scoreDimension(
  maturityDimension: MaturityDimension,
  screeningByQuestion: ScreeningByQuestion,
  indicatorAnswers: IndicatorAnswers,
  policy: ScoringPolicy,
): DimensionScore | undefined {
  const counted = maturityDimension.indicators
    .filter((indicator) => isIndicatorApplicable(indicator, screeningByQuestion, indicatorAnswers))
    .map((indicator) => ({
      indicator,
      level: ratedLevelOf(countedAnswerOf(indicator, screeningByQuestion, indicatorAnswers)),
    }));
  if (counted.length === 0) return undefined;

  const rated = counted.filter(
    (one): one is CountedIndicator & { level: MaturityLevel } => one.level !== undefined,
  );
  const weight = weightedSumOf(counted, () => 1);
  const base = {
    code: maturityDimension.code,
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
  screeningByQuestion: ScreeningByQuestion,
  indicatorAnswers: IndicatorAnswers,
): boolean {
  const { kind } = resolveApplicability(indicator, screeningByQuestion, indicatorAnswers);
  return (kind === 'asked' || kind === 'proposed') && indicatorAnswers[indicator.id]?.state !== 'na';
}

/** B6.5: a gate limits how far its dimension may be reported above it. */
function gateCapOf(
  countedIndicators: readonly CountedIndicator[],
  policy: ScoringPolicy,
): { cap: number; by: string | undefined } {
  const caps = countedIndicators
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
  dimensionScores: readonly DimensionScore[],
  { outrun }: ScoringPolicy,
): readonly DimensionScore[] {
  const safeguards = dimensionScores.find(({ code }) => code === outrun.safeguards)?.reported;
  if (safeguards === undefined) return dimensionScores;
  const most = safeguards + outrun.by;
  return dimensionScores.map((dimensionScore) =>
    dimensionScore.code === outrun.technology &&
    dimensionScore.reported !== undefined &&
    dimensionScore.reported > most
      ? { ...dimensionScore, reported: most, limitedBy: outrun.safeguards }
      : dimensionScore,
  );
}

/** B6.4. */
const maturityBandOf = (mean: number, { bandsFrom }: ScoringPolicy): number =>
  bandsFrom.filter((from) => mean >= from).length + 1;

/** B3: the highest level that this evidence supports; a higher rating is kept but flagged. */
export const evidenceCeilingOf = (
  evidenceStrength: EvidenceStrength,
  policy: ScoringPolicy = defaultScoringPolicy,
): MaturityLevel => policy.ceilings[evidenceStrength];

/** Return whether the rating is above the level that its evidence supports. */
export const isRatedAboveEvidence = (
  indicatorAnswer: IndicatorAnswer,
  policy: ScoringPolicy = defaultScoringPolicy,
): boolean => (ratedLevelOf(indicatorAnswer) ?? 0) > evidenceCeilingOf(indicatorAnswer.evidence, policy);

/** A level that was left beside another status does not count. */
const ratedLevelOf = (indicatorAnswer: IndicatorAnswer | undefined): MaturityLevel | undefined =>
  indicatorAnswer?.state === 'rated' ? indicatorAnswer.level : undefined;

/** B6.7: internal only, never shown for States side by side; null while too little is scored. */
export function computeWorkingIndex(
  maturityModel: MaturityModel,
  dimensionScores: readonly DimensionScore[],
  policy: ScoringPolicy = defaultScoringPolicy,
): number | null {
  const weightOf = (code: string): number =>
    maturityModel.dimensions.find((maturityDimension) => maturityDimension.code === code)?.weight ?? 0;
  const total = (some: readonly DimensionScore[]): number =>
    some.reduce((all, { code }) => all + weightOf(code), 0);
  const scored = dimensionScores.filter(({ status }) => status === 'scored');
  const counting = dimensionScores.filter(({ status }) => status !== 'thin');
  const isScored = (needed: string): boolean => scored.some(({ code }) => code === needed);
  if (scored.length === 0 || !policy.index.neededDimensions.every(isScored)) return null;
  if (total(scored) / total(counting) < policy.index.neededShare) return null;
  const value = ({ band, reported, mean }: DimensionScore): number =>
    reported !== undefined && band !== undefined && reported < band ? reported : (mean ?? 0);
  return scored.reduce((all, score) => all + weightOf(score.code) * value(score), 0) / total(scored);
}

const weightedSumOf = <T extends CountedIndicator>(list: readonly T[], of: (one: T) => number): number =>
  list.reduce((total, one) => total + one.indicator.weight * of(one), 0);
