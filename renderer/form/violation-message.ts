import type { FormQuestion } from '#domain/instrument/form/form.ts';
import type { Say } from '#renderer/i18n/use-say.ts';

/** What is wrong with an answer, in the words of the form's author where they gave any; null while nothing is. */
export function violationText(question: FormQuestion, say: Say, isMissingShown: boolean): string | null {
  switch (question.violation()) {
    case null:
      return null;
    case 'required':
      return isMissingShown ? (question.requiredMessage() ?? say('form.problem.required')) : null;
    case 'constraint':
      return question.constraintMessage() ?? say('form.problem.constraint');
    case 'type':
      return say('form.problem.type');
    case 'choice':
      return say('form.problem.choice');
  }
}
