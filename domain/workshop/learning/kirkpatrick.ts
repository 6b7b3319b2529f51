import * as z from 'zod';
import { doesSumRevealHidden, nobody, releaseCohort, sumPeople } from '#domain/privacy/cell-suppression.ts';
import defaults from './default-kirkpatrick.json' with { type: 'json' };
import {
  type AnswerCounts,
  type EvaluationResults,
  shownAnswersTo,
  statementIn,
} from './evaluation-results.ts';
import { questionnaires } from './questionnaire.ts';
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

/** Figure of a level beside its threshold. */
export interface KirkpatrickRow {
  readonly level: 1 | 2 | 3;
  readonly figure: 'agree' | 'gain' | 'reached70' | 'applied' | 'responseRate';
  /** Null where it is withheld or not known yet. */
  readonly value: number | null;
  readonly threshold: number;
  /** Also told of a value that is withheld since a withheld count would follow from it; null: not known. */
  readonly isReached: boolean | null;
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
  kirkpatrickPolicy: KirkpatrickPolicy = defaultKirkpatrickPolicy,
): readonly KirkpatrickRow[] {
  const { reaction, learning, behaviour } = kirkpatrickPolicy;
  const statementResult = statementIn(evaluation, reaction.item);
  const shownTestFigures = test.withheld ? null : test;
  const { practised, responded } = followUpFigures(followUp, invited, behaviour);
  return [
    rowOf(
      1,
      'agree',
      statementResult?.withheld === undefined ? (statementResult?.agree ?? null) : null,
      reaction.agree,
    ),
    rowOf(2, 'gain', shownTestFigures?.meanGain ?? null, learning.gain),
    rowOf(2, 'reached70', shownTestFigures?.reached70 ?? null, learning.reached70),
    rowOf(3, 'applied', practised?.share ?? null, behaviour.share, practised?.isDerivable),
    rowOf(3, 'responseRate', responded, behaviour.responseRate),
  ];
}

const rowOf = (
  level: KirkpatrickRow['level'],
  figure: KirkpatrickRow['figure'],
  value: number | null,
  threshold: number,
  isWithheld = false,
): KirkpatrickRow => ({
  level,
  figure,
  value: isWithheld ? null : value,
  threshold,
  isReached: value === null ? null : value >= threshold,
});

/**
 * Compute the figures of level 3 for a cohort of five or more.
 * @returns the share that tells of an applied practice, and whether a withheld answer of the item follows from it; the
 * response rate
 */
function followUpFigures(
  followUp: AnswerCounts,
  invited: number,
  { item, applied }: KirkpatrickPolicy['behaviour'],
): { readonly practised: AppliedShare | null; readonly responded: number | null } {
  const asked = questionnaires['follow-up'].items.find(({ id }) => id === item);
  if (asked === undefined) return { practised: null, responded: null };
  const shown = shownAnswersTo(asked, followUp);
  const answers = asked.options.map(({ id }, at) => ({
    isApplied: applied.includes(id),
    people: followUp.answers[item]?.[id] ?? nobody,
    shown: shown[at] ?? null,
  }));
  const practised = answers.filter(({ isApplied }) => isApplied);
  const others = answers.filter(({ isApplied }) => !isApplied);
  const sums = [answers, practised].map((counts) => sumPeople(counts.map(({ people }) => people)));
  const [answered = nobody, used = nobody] = sums;
  const released = releaseCohort({ answered, used }, answered);
  if (released === null) return { practised: null, responded: null };
  return {
    practised: {
      share: released.used / released.answered,
      isDerivable: doesSumRevealHidden(practised) || doesSumRevealHidden(others),
    },
    responded: invited === 0 ? null : followUp.sheets / invited,
  };
}

interface AppliedShare {
  readonly share: number;
  readonly isDerivable: boolean;
}
