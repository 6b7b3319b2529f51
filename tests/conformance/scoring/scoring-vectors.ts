import * as z from 'zod';
import { AnswerStatus, EvidenceStrength, MaturityLevel } from '#domain/assessment/assessment.ts';
import type { IndicatorAnswer, IndicatorAnswers } from '#domain/scoring/applicability.ts';
import { computeGapPriority, roundHalfUp } from '#domain/scoring/gap-priority.ts';
import type { MaturityModel } from '#domain/scoring/maturity-model.ts';
import {
  computeWorkingIndex,
  isIndicatorApplicable,
  isRatedAboveEvidence,
  lowerMedianOf,
  scoreDimensions,
} from '#domain/scoring/score.ts';
import type { ScoringPolicy } from '#domain/scoring/scoring-policy.ts';

const Expected = z.json();

const AssessmentVector = z.object({
  name: z.string(),
  type: z.string(),
  screen: z.record(z.string(), z.string()),
  answers: z.record(
    z.string(),
    z.object({ state: AnswerStatus, level: MaturityLevel.nullish(), evidence: EvidenceStrength.nullish() }),
  ),
  expect: z.record(z.string(), Expected),
});

const PriorityVector = z.object({
  weight: z.number(),
  gate: z.boolean(),
  level: MaturityLevel,
  target: MaturityLevel,
  ownership: z.number(),
  feasibility: z.number(),
  alignment: z.number(),
  expect: z.record(z.string(), Expected),
});

const MedianVector = z.object({ in: z.array(MaturityLevel).min(1), out: MaturityLevel });

/** Result of one vector, beside the expected one. */
export interface VectorOutcome {
  readonly name: string;
  readonly expected: unknown;
  readonly found: unknown;
}

type Score = (vector: unknown, maturityModel: MaturityModel, policy: ScoringPolicy) => VectorOutcome;

/** The sections of a file of scoring vectors. */
export const sections: Readonly<Record<string, Score>> = {
  assessment: (vector, maturityModel, policy) => {
    const { name, type, screen, answers, expect } = AssessmentVector.parse(vector);
    return {
      name,
      expected: expect,
      found: scored(maturityModel, { [policy.typeQuestion]: type, ...screen }, answers, policy),
    };
  },
  priority: (vector, _model, policy) => {
    const { expect, ...factors } = PriorityVector.parse(vector);
    return {
      name: JSON.stringify(factors),
      expected: expect,
      found: { ...computeGapPriority(factors, policy) },
    };
  },
  lower_median: (vector) => {
    const { in: maturityLevels, out } = MedianVector.parse(vector);
    return { name: maturityLevels.join(' '), expected: out, found: lowerMedianOf(maturityLevels) };
  },
};

const isFlagged = (indicatorAnswer: IndicatorAnswer | undefined, policy: ScoringPolicy): boolean =>
  indicatorAnswer !== undefined && isRatedAboveEvidence(indicatorAnswer, policy);

function scored(
  maturityModel: MaturityModel,
  screening: Readonly<Record<string, string>>,
  given: z.infer<typeof AssessmentVector>['answers'],
  policy: ScoringPolicy,
): unknown {
  const indicatorAnswers: IndicatorAnswers = Object.fromEntries(
    Object.entries(given).map(([id, { state, level, evidence }]): [string, IndicatorAnswer] => [
      id,
      { state, evidence: evidence ?? 'E0', ...(typeof level === 'number' && { level }) },
    ]),
  );
  const dimensionScores = scoreDimensions(maturityModel, screening, indicatorAnswers, policy);
  const index = computeWorkingIndex(maturityModel, dimensionScores, policy);
  const dims = dimensionScores.map(
    ({ code, applicable, rated, coverage, low, high, mean, limitedBy, ...rest }) => [
      code,
      {
        coverage: roundHalfUp(coverage, 2),
        n_applicable: applicable,
        n_rated: rated,
        low: roundHalfUp(low, 2),
        high: roundHalfUp(high, 2),
        ...(mean !== undefined && { mean: roundHalfUp(mean, 2) }),
        ...rest,
        // The vectors name only the limit that comes from another dimension.
        ...(limitedBy === policy.outrun.safeguards && { cross_cap: limitedBy }),
      },
    ],
  );
  return {
    dims: Object.fromEntries(dims),
    working_index: index === null ? null : roundHalfUp(index, 2),
    warnings: maturityModel.dimensions
      .flatMap(({ indicators }) => indicators)
      .filter(
        (indicator) =>
          isIndicatorApplicable(indicator, screening, indicatorAnswers) &&
          isFlagged(indicatorAnswers[indicator.id], policy),
      )
      .map(({ id }) => `${id}:rating_above_evidence`),
  };
}
