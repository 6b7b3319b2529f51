import * as z from 'zod';
import { AnswerState, EvidenceStrength, Level } from '#domain/assessment/assessment.ts';
import type { Answer, Answers } from '#domain/instrument/applicability.ts';
import type { MaturityModel } from '#domain/instrument/maturity-model.ts';
import { halfUp, priorityOf } from '#domain/instrument/priority.ts';
import { lowerMedian } from '#domain/instrument/roll-up.ts';
import { isAboveEvidence, isApplicable, scoreDimensions, workingIndex } from '#domain/instrument/score.ts';
import type { ScoringPolicy } from '#domain/instrument/scoring-policy.ts';

const Expected = z.json();

const AssessmentVector = z.object({
  name: z.string(),
  type: z.string(),
  screen: z.record(z.string(), z.string()),
  answers: z.record(
    z.string(),
    z.object({ state: AnswerState, level: Level.nullish(), evidence: EvidenceStrength.nullish() }),
  ),
  expect: z.record(z.string(), Expected),
});

const PriorityVector = z.object({
  weight: z.number(),
  gate: z.boolean(),
  level: Level,
  target: Level,
  ownership: z.number(),
  feasibility: z.number(),
  alignment: z.number(),
  expect: z.record(z.string(), Expected),
});

const MedianVector = z.object({ in: z.array(Level).min(1), out: Level });

/** What one vector gave, beside what it is to give. */
export interface VectorOutcome {
  readonly name: string;
  readonly expected: unknown;
  readonly found: unknown;
}

type Score = (vector: unknown, model: MaturityModel, policy: ScoringPolicy) => VectorOutcome;

/** The sections of a file of scoring vectors. */
export const sections: Readonly<Record<string, Score>> = {
  assessment: (vector, model, policy) => {
    const { name, type, screen, answers, expect } = AssessmentVector.parse(vector);
    return {
      name,
      expected: expect,
      found: scored(model, { [policy.typeQuestion]: type, ...screen }, answers, policy),
    };
  },
  priority: (vector, _model, policy) => {
    const { expect, ...factors } = PriorityVector.parse(vector);
    return { name: JSON.stringify(factors), expected: expect, found: { ...priorityOf(factors, policy) } };
  },
  lower_median: (vector) => {
    const { in: levels, out } = MedianVector.parse(vector);
    return { name: levels.join(' '), expected: out, found: lowerMedian(levels) };
  },
};

const isFlagged = (answer: Answer | undefined, policy: ScoringPolicy): boolean =>
  answer !== undefined && isAboveEvidence(answer, policy);

function scored(
  model: MaturityModel,
  screening: Readonly<Record<string, string>>,
  given: z.infer<typeof AssessmentVector>['answers'],
  policy: ScoringPolicy,
): unknown {
  const answers: Answers = Object.fromEntries(
    Object.entries(given).map(([id, { state, level, evidence }]): [string, Answer] => [
      id,
      { state, evidence: evidence ?? 'E0', ...(typeof level === 'number' && { level }) },
    ]),
  );
  const scores = scoreDimensions(model, screening, answers, policy);
  const index = workingIndex(model, scores, policy);
  const dims = scores.map(({ code, applicable, rated, coverage, low, high, mean, limitedBy, ...rest }) => [
    code,
    {
      coverage: halfUp(coverage, 2),
      n_applicable: applicable,
      n_rated: rated,
      low: halfUp(low, 2),
      high: halfUp(high, 2),
      ...(mean !== undefined && { mean: halfUp(mean, 2) }),
      ...rest,
      // The vectors name only the limit that comes from another dimension.
      ...(limitedBy === policy.outrun.safeguards && { cross_cap: limitedBy }),
    },
  ]);
  return {
    dims: Object.fromEntries(dims),
    working_index: index === null ? null : halfUp(index, 2),
    warnings: model.dimensions
      .flatMap(({ indicators }) => indicators)
      .filter((one) => isApplicable(one, screening, answers) && isFlagged(answers[one.id], policy))
      .map(({ id }) => `${id}:rating_above_evidence`),
  };
}
