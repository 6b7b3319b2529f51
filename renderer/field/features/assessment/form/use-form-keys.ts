import type { RefObject } from 'react';
import { answerInputOf, isDerivedQuestion } from '#renderer/form/answer-input.ts';
import { applyChoiceChange, choiceCodesOf } from '#renderer/form/answer-text.ts';
import type { FormContextValue } from '#renderer/form/form-context.ts';
import type { FormSession } from '#renderer/form/form-session.ts';
import { useKeyPresses } from '#renderer/ui';
import { focusCommentField, submitFocusedComment } from '../question-context/question-comments.tsx';

interface FormKeyHandlers {
  readonly session: FormSession;
  readonly isReadOnly: boolean;
  readonly answer: FormContextValue['answer'];
  readonly onStep: (by: 1 | -1) => void;
  readonly onSection: (by: 1 | -1) => void;
  /** Keep the first or second value of a conflict; false where there is none. */
  readonly onKeep: (at: 0 | 1) => boolean;
  /** Rate the indicator in focus; false for a key that gives no rating. */
  readonly onRate: (indicator: string, key: string) => boolean;
  /** Take the first Escape outside a text. */
  readonly onEscape: () => boolean;
}

const formKeysWhileTyping = ['Escape', 'Enter', 'Shift+Enter', 'Ctrl+Enter', 'Ctrl+Shift+Enter', 'Alt+c'];

/** The keys of a form, the same as those of an assessment by levels: digits choose, Enter goes on. */
export function useFormKeys(page: RefObject<HTMLElement | null>, acts: FormKeyHandlers): void {
  useKeyPresses(
    (key) => {
      switch (key) {
        case 'Enter':
        case 'Shift+Enter':
          if (!isEnterNavigation(document.activeElement)) return false;
          acts.onStep(key === 'Enter' ? 1 : -1);
          return true;
        case 'Ctrl+Enter':
          if (!submitFocusedComment()) acts.onStep(1);
          return true;
        case 'Ctrl+Shift+Enter':
          acts.onStep(-1);
          return true;
        case ']':
          acts.onSection(1);
          return true;
        case '[':
          acts.onSection(-1);
          return true;
        case '/':
          return focusFormElement(page.current?.querySelector<HTMLElement>('search input'));
        case 'Alt+c':
          return focusCommentField();
        case '1':
        case '2':
          return acts.onKeep(key === '1' ? 0 : 1) || choose(key);
        case 'Escape':
          return acts.onEscape() || focusQuestionOfField();
        default:
          return choose(key) || beginRationale(key);
      }
    },
    { whileTyping: formKeysWhileTyping },
  );

  /** A letter on an indicator begins its rationale: the browser puts it into the field that has the focus now. */
  function beginRationale(key: string): boolean {
    const isIndicator = acts.session.current?.definition.type === 'indicator';
    const stop = document.activeElement?.closest('[data-question]');
    const field = stop?.querySelector('textarea');
    if (!isIndicator || acts.isReadOnly || !/^(?:Shift\+)?\p{L}$/u.test(key) || key === 'g') return false;
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
    return false;
  }

  /** Choose by a digit, counted from 1, among the choices of the question in focus. */
  function choose(key: string): boolean {
    const formQuestion = acts.session.current;
    if (formQuestion?.definition.type === 'indicator')
      return !acts.isReadOnly && acts.onRate(formQuestion.definition.qid, key);
    if (
      !/^[1-9]$/.test(key) ||
      formQuestion === null ||
      acts.isReadOnly ||
      formQuestion.isReadOnly() ||
      isDerivedQuestion(formQuestion)
    )
      return false;
    const formChoices = formQuestion.definition.choices ? formQuestion.choices() : [];
    const answerInput = answerInputOf(formQuestion, formChoices.length);
    const formChoice = formChoices[Number(key) - 1];
    if (
      (answerInput.kind !== 'one' && answerInput.kind !== 'several') ||
      answerInput.looks === 'long' ||
      !formChoice
    )
      return false;
    if (answerInput.kind === 'one') acts.answer(formQuestion.address, formChoice.name, 'chosen');
    else {
      const before = choiceCodesOf(formQuestion.value());
      const isOn = before.includes(formChoice.name);
      const now = isOn ? before.filter((code) => code !== formChoice.name) : [...before, formChoice.name];
      const codes = applyChoiceChange(before, now, formChoices);
      acts.answer(formQuestion.address, codes.length === 0 ? null : codes, 'chosen');
    }
    return true;
  }
}

/** From the field to its question, where the keys choose and step. */
function focusQuestionOfField(): boolean {
  const stop = document.activeElement?.closest<HTMLElement>('[data-question]');
  if (!stop || stop === document.activeElement) return false;
  return focusFormElement(stop);
}

function focusFormElement(element: HTMLElement | null | undefined): boolean {
  element?.focus();
  return element !== null && element !== undefined;
}

/**
 * Whether Enter goes on to the next question from here.
 * It does from a question and its field of one line. It does not from a button, a text of several lines or a
 * field elsewhere.
 */
function isEnterNavigation(element: Element | null): boolean {
  if (element === null || element.closest('button, a, summary, textarea, [role="button"], [role="link"]'))
    return false;
  const isField = element.matches('input:not([type="radio"], [type="checkbox"]), [role="spinbutton"]');
  return !isField || element.closest('[data-question]') !== null;
}
