import { useMemo } from 'react';
import type { Mark } from '#domain/assessment/finding.ts';
import { typeQuestionId } from '#domain/instrument/maturity-model.ts';
import type { OpenDocument } from '#renderer/field/app/use-document.ts';
import type { QuestionActs } from './question-card-view.tsx';
import { naReasonPath } from './question-model.ts';
import { blank, ratingOf, valuesOfRating } from './rating.ts';

/** All acts of the screen. */
export interface AssessmentActs {
  readonly question: QuestionActs;
  readonly onScreening: (question: string, answer: string) => void;
  readonly onRemoveEvidence: (question: string, id: string) => void;
  readonly onMarkEvidence: (question: string, id: string, mark: Mark) => void;
}

/** What can be done in an assessment. The acts stay the same from one drawing to the next, so that cards can stand still. */
export function useAssessmentActs(choose: OpenDocument['choose']): AssessmentActs {
  return useMemo(
    () => ({
      question: {
        onChoose: (qid, choice) => void choose(valuesOfRating(qid, ratingOf(choice))),
        onClear: (qid) => void choose(valuesOfRating(qid, blank)),
        onKeep: (_qid, { keep }) => void choose(keep),
        onNaReason: (qid, reason) => void choose([{ path: naReasonPath(qid), value: reason }]),
      },
      onScreening: (question, answer) => {
        const said = { path: `screening/${question}`, value: answer };
        // Lists show the type without opening the screening, so both say the same.
        const type = { path: 'institution/type', value: answer };
        void choose(question === typeQuestionId ? [said, type] : [said]);
      },
      onMarkEvidence: (question, id, mark) =>
        void choose([{ path: `answers/${question}/evidence/${id}/mark`, value: mark }]),
      onRemoveEvidence: (question, id) =>
        void choose([{ path: `answers/${question}/evidence/${id}/removed`, value: true }]),
    }),
    [choose],
  );
}
