import { useRecordUndo } from '#renderer/field/app/undo/record-undo.tsx';
import { useTranslate } from '#renderer/i18n';
import { type RatingChoice, ratingMessage, ratingOfChoice } from './question-model.ts';

/** Tell of an answer without a level that one key gave, and of a decided conflict. A level is seen at once. */
export function useAnswerNotice(): (question: string, choice: RatingChoice | 'kept') => void {
  const { notifyAct } = useRecordUndo();
  const translate = useTranslate();
  return (question, choice) => {
    if (choice === 'kept') {
      notifyAct(translate('assessment.keyed.kept', { question }));
      return;
    }
    const rating = ratingOfChoice(choice);
    if (rating.state === 'rated') return;
    notifyAct(translate('assessment.keyed.answer', { question, answer: translate(ratingMessage(rating)) }));
  };
}
