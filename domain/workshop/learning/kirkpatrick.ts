import * as z from 'zod';
import { nobody, releaseCohort, sumPeople } from '#domain/privacy/cell-suppression.ts';
import defaults from './default-kirkpatrick.json' with { type: 'json' };
import { type AnswerCounts, type EvaluationResults, statementIn } from './evaluation-results.ts';
import type { TestResults } from './test-results.ts';

const share = z.number().min(0).max(1);

/** Measures of success by Kirkpatrick level, and the time of the follow-up survey (docs/requirements.md C5). */
const KirkpatrickPolicy = z.readonly(
  z.object({
    /** Level 1: least share of answers 4 or 5 to one statement. */
    reaction: z.readonly(z.object({ item: z.string().max(32), agree: share })),
    /** Level 2: least mean gain in points, and least share that reaches 70. */
    learning: z.readonly(z.object({ gain: z.number().min(0).max(100), reached70: share })),
    /** Level 3: least share of answers that tell of an applied practice, and least response rate. */
    behaviour: z.readonly(
      z.object({
        item: z.string().max(32),
        applied: z.readonly(z.array(z.string().max(32)).max(20)),
        share,
        responseRate: share,
      }),
    ),
    followUpMonths: z.readonly(z.object({ from: z.int().min(0).max(60), to: z.int().min(0).max(60) })),
  }),
);
type KirkpatrickPolicy = z.infer<typeof KirkpatrickPolicy>;
export const defaultKirkpatrickPolicy: KirkpatrickPolicy = KirkpatrickPolicy.parse(defaults);

/** Figure of a level beside its threshold; `value` is null where it is withheld or not known yet. */
export interface KirkpatrickRow {
  readonly level: 1 | 2 | 3;
  readonly figure: 'agree' | 'gain' | 'reached70' | 'applied' | 'responseRate';
  readonly value: number | null;
  readonly threshold: number;
}

/** Results by which the levels 1 to 3 are judged. */
export interface KirkpatrickResults {
  readonly test: TestResults;
  readonly evaluation: EvaluationResults;
  readonly followUp: AnswerCounts;
  /** People who may be asked for the follow-up survey. */
  readonly invited: number;
}

/** Compare results with the thresholds. Level 4 is judged by action plans and assessments, not here. */
export function compareKirkpatrick(
  { test, evaluation, followUp, invited }: KirkpatrickResults,
  policy: KirkpatrickPolicy = defaultKirkpatrickPolicy,
): readonly KirkpatrickRow[] {
  const { reaction, learning, behaviour } = policy;
  const statement = statementIn(evaluation, reaction.item);
  const shown = test.withheld ? null : test;
  const applied = followUp.answers[behaviour.item] ?? {};
  const answered = sumPeople(Object.values(applied));
  const practised = sumPeople(behaviour.applied.map((answer) => applied[answer] ?? nobody));
  const followed = releaseCohort({ answered, practised }, answered);
  return [
    {
      level: 1,
      figure: 'agree',
      value: statement?.withheld === undefined ? (statement?.agree ?? null) : null,
      threshold: reaction.agree,
    },
    { level: 2, figure: 'gain', value: shown?.meanGain ?? null, threshold: learning.gain },
    { level: 2, figure: 'reached70', value: shown?.reached70 ?? null, threshold: learning.reached70 },
    {
      level: 3,
      figure: 'applied',
      value: followed === null ? null : followed.practised / followed.answered,
      threshold: behaviour.share,
    },
    {
      level: 3,
      figure: 'responseRate',
      value: invited === 0 || followed === null ? null : followUp.sheets / invited,
      threshold: behaviour.responseRate,
    },
  ];
}
