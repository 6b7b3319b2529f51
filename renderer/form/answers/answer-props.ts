import type { AnswerValue, FormQuestion } from '#forms/engine/form.ts';

/** Props of every field of an answer. */
export interface AnswerProps {
  readonly question: FormQuestion;
  /** The question as a screen reader says it; the card shows it with its marks. */
  readonly label: string;
  readonly hideLabel: true;
  readonly problem: string | undefined;
  readonly describedBy: string | undefined;
  readonly isReadOnly: boolean;
  readonly isRequired: boolean;
  readonly value: AnswerValue | null;
  /** `typing`: more follows at once. */
  readonly onAnswer: (answerValue: AnswerValue | null, how?: 'typing' | 'chosen') => void;
  readonly onLeave: () => void;
}
