import type { AnswerStatus } from '../assessment/assessment.ts';
import { type IndicatorAnswers, resolveApplicability, type ScreeningByQuestion } from './applicability.ts';
import { allIndicators, type MaturityModel } from './maturity-model.ts';

/** Missing information, apart from gaps of capacity (B6.12, B2); on a gate it is of high priority. */
export interface InformationGap {
  readonly indicator: string;
  readonly state: Extract<AnswerStatus, 'ne' | 'blank'>;
  readonly isHigh: boolean;
}

/** Find indicators that were asked and could not be evidenced, and gates that nobody has asked about. */
export function findInformationGaps(
  maturityModel: MaturityModel,
  screeningByQuestion: ScreeningByQuestion,
  indicatorAnswers: IndicatorAnswers,
): readonly InformationGap[] {
  return allIndicators(maturityModel).flatMap((indicator) => {
    const { kind } = resolveApplicability(indicator, screeningByQuestion, indicatorAnswers);
    const answerStatus = indicatorAnswers[indicator.id]?.state ?? 'blank';
    // A level that a rule proposes is known as far as the rule goes.
    if (kind !== 'asked' || (answerStatus !== 'ne' && answerStatus !== 'blank')) return [];
    if (answerStatus === 'blank' && !indicator.gate) return [];
    return [{ indicator: indicator.id, state: answerStatus, isHigh: indicator.gate }];
  });
}
