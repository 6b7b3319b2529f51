import { useMemo } from 'react';
import { rationaleForPath } from '#domain/assessment/explained-answer.ts';
import { institutionTypeQuestionId } from '#domain/scoring/scoring-policy.ts';
import type { OpenDocument } from '#renderer/field/app/documents/use-document.ts';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import type { QuestionHandlers } from './question-card-view.tsx';
import {
  blankRating,
  naReasonPath,
  type RatingChoice,
  ratingMessage,
  ratingOfChoice,
  valuesOfRating,
} from './question-model.ts';

/** All acts of the screen. */
export interface AssessmentHandlers {
  readonly question: QuestionHandlers;
  readonly onScreening: (question: string, answer: string) => void;
}

/** Acts in an assessment. They stay the same objects between renders, so that cards are not drawn again. */
export function useAssessmentHandlers(choose: OpenDocument['choose']): AssessmentHandlers {
  return useMemo(
    () => ({
      question: {
        onChoose: (qid, ratingChoice) => void choose(valuesOfRating(qid, ratingOfChoice(ratingChoice))),
        onClear: (qid) => void choose(valuesOfRating(qid, blankRating)),
        onNaReason: (qid, notApplicableReason) =>
          void choose([{ path: naReasonPath(qid), value: notApplicableReason }]),
        onRationaleFits: (qid, explainedAnswer) =>
          void choose([{ path: rationaleForPath(qid), value: explainedAnswer }]),
      },
      onScreening: (question, answer) => {
        const said = { path: `screening/${question}`, value: answer };
        // Lists show the type without opening the screening, so both say the same.
        const type = { path: 'institution/type', value: answer };
        void choose(question === institutionTypeQuestionId ? [said, type] : [said]);
      },
    }),
    [choose],
  );
}

/** Tell of an answer without a level that one key gave, and of a decided conflict. A level is seen at once. */
export function useAnswerNotice(): (question: string, choice: RatingChoice | 'kept') => void {
  const { notifyAct } = useRecordUndo();
  return (question, choice) => {
    if (choice === 'kept') {
      notifyAct((translate) => translate('assessment.keyed.kept', { question }));
      return;
    }
    const indicatorRating = ratingOfChoice(choice);
    if (indicatorRating.state === 'rated') return;
    notifyAct((translate) =>
      translate('assessment.keyed.answer', { question, answer: translate(ratingMessage(indicatorRating)) }),
    );
  };
}
