import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { AnswerStatus, EvidenceStrength, MaturityLevel } from '#domain/assessment/assessment.ts';
import type { IndicatorAnswer, IndicatorAnswers } from '#domain/scoring/applicability.ts';
import { defaultMaturityModel } from '#domain/scoring/maturity-model.ts';
import {
  computeWorkingIndex,
  evidenceCeilingOf,
  isRatedAboveEvidence,
  scoreDimensions,
} from '#domain/scoring/score.ts';
import vectors from '#tests/data/scoring-vectors.json' with { type: 'json' };

// The expected results came with the default instrument; this code did not make them.
const Vector = z.object({
  name: z.string(),
  type: z.string(),
  screen: z.record(z.string(), z.string()),
  answers: z.record(
    z.string(),
    z.object({
      state: AnswerStatus,
      level: MaturityLevel.optional(),
      evidence: EvidenceStrength.default('E0'),
    }),
  ),
  expect: z.object({
    dims: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number()]))),
    working_index: z.number().nullable(),
    warnings: z.array(z.unknown()),
  }),
});

const rounded = (value: number): number => Math.round((value + Number.EPSILON) * 100) / 100;

describe('scoring, against the vectors of the instrument', () => {
  for (const vector of z.array(Vector).parse(vectors.assessment)) {
    const screening = { S1: vector.type, ...vector.screen };
    const indicatorAnswers: IndicatorAnswers = Object.fromEntries(
      Object.entries(vector.answers).map(([id, { level, ...rest }]): [string, IndicatorAnswer] => [
        id,
        level === undefined ? rest : { ...rest, level },
      ]),
    );
    const dimensionScores = scoreDimensions(defaultMaturityModel, screening, indicatorAnswers);

    it(`[B6] ${vector.name}`, () => {
      const dims = Object.fromEntries(
        dimensionScores.map(({ code, applicable, rated, coverage, low, high, mean, limitedBy, ...rest }) => [
          code,
          {
            coverage: rounded(coverage),
            n_applicable: applicable,
            n_rated: rated,
            low: rounded(low),
            high: rounded(high),
            ...(mean !== undefined && { mean: rounded(mean) }),
            ...rest,
            // The vectors name only the limit that comes from another dimension.
            ...(limitedBy === 'D7' && { cross_cap: limitedBy }),
          },
        ]),
      );
      expect(dims).toEqual(vector.expect.dims);
    });

    it(`[B6.7] working index: ${vector.name}`, () => {
      const index = computeWorkingIndex(defaultMaturityModel, dimensionScores);
      expect(index === null ? null : rounded(index)).toEqual(vector.expect.working_index);
    });

    it(`[B3] as many ratings are flagged as expected: ${vector.name}`, () => {
      expect(Object.values(indicatorAnswers).filter((answer) => isRatedAboveEvidence(answer)).length).toBe(
        vector.expect.warnings.length,
      );
    });
  }

  it('[B3] every evidence strength has its ceiling', () => {
    expect(EvidenceStrength.options.map((evidence) => evidenceCeilingOf(evidence))).toEqual([2, 2, 3, 4, 5]);
  });
});
