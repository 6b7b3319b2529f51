import { useMemo } from 'react';
import type { Confidentiality } from '#domain/assessment/finding.ts';
import { institutionTypeQuestionId } from '#domain/scoring/maturity-model.ts';
import type { OpenDocument } from '#renderer/field/app/documents/use-document.ts';
import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import { useTranslate } from '#renderer/i18n';
import type { QuestionHandlers } from './question-card-view.tsx';
import { naReasonPath, blankRating, ratingOfChoice, valuesOfRating } from './question-model.ts';

/** All acts of the screen. */
export interface AssessmentHandlers {
  readonly question: QuestionHandlers;
  readonly onScreening: (question: string, answer: string) => void;
  readonly onRemoveEvidence: (question: string, id: string) => void;
  readonly onMarkEvidence: (question: string, id: string, mark: Confidentiality) => void;
}

/** Acts in an assessment. They stay the same objects between renders, so that cards are not drawn again. */
export function useAssessmentHandlers(choose: OpenDocument['choose']): AssessmentHandlers {
  const { notifyAct } = useRecordUndo();
  const translate = useTranslate();
  return useMemo(
    () => ({
      question: {
        onChoose: (qid, choice) => void choose(valuesOfRating(qid, ratingOfChoice(choice))),
        onClear: (qid) => void choose(valuesOfRating(qid, blankRating)),
        onNaReason: (qid, reason) => void choose([{ path: naReasonPath(qid), value: reason }]),
      },
      onScreening: (question, answer) => {
        const said = { path: `screening/${question}`, value: answer };
        // Lists show the type without opening the screening, so both say the same.
        const type = { path: 'institution/type', value: answer };
        void choose(question === institutionTypeQuestionId ? [said, type] : [said]);
      },
      onMarkEvidence: (question, id, mark) =>
        void choose([{ path: `answers/${question}/evidence/${id}/mark`, value: mark }]),
      onRemoveEvidence: (question, id) => {
        void choose([{ path: `answers/${question}/evidence/${id}/removed`, value: true }]);
        notifyAct(translate('assessment.evidence.removed', { question }));
      },
    }),
    [choose, notifyAct, translate],
  );
}
