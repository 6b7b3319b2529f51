import { type RefObject, useRef } from 'react';
import { isAnswerContested } from '#domain/assessment/answer-conflict.ts';
import { institutionTypeQuestionId } from '#domain/scoring/scoring-policy.ts';
import { useKeyPresses } from '#renderer/ui';
import { focusCommentField, submitFocusedComment } from '../question-context/question-comments.tsx';
import type { AssessmentModel } from './assessment-model.ts';
import { choiceForKey, type RatingChoice } from './question-model.ts';
import type { AssessmentHandlers } from './use-assessment-handlers.ts';

interface AssessmentKeyHandlers {
  /** Question that the keys of answers act on; null while none is in focus or nothing may be changed. */
  readonly question: string | null;
  /** A question with a conflict in its document leaves its keys to the decision. */
  readonly model: AssessmentModel;
  readonly acts: AssessmentHandlers;
  readonly onStep: (by: 1 | -1) => void;
  readonly onPage: (by: 1 | -1) => void;
  readonly onAddEvidence: () => void;
  /** A key gave this answer. */
  readonly onAnswered: (question: string, ratingChoice: RatingChoice) => void;
  /** Take the first Escape outside a text. */
  readonly onEscape: () => boolean;
}

const assessmentKeysWhileTyping = ['Escape', 'Ctrl+Enter', 'Ctrl+Shift+Enter', 'Alt+a', 'Alt+c'];

/** The keys of an assessment, as `?` lists them. `page` is the middle column. */
export function useAssessmentKeys(page: RefObject<HTMLElement | null>, keyed: AssessmentKeyHandlers): void {
  const find = (selector: string): HTMLElement | null | undefined =>
    page.current?.querySelector<HTMLElement>(selector);
  const stop = (selector = ''): HTMLElement | null | undefined =>
    keyed.question === null ? null : find(`[data-question="${keyed.question}"] ${selector}`);

  const before = useRef('');

  useKeyPresses(
    (key) => {
      const isAfterG = before.current === 'g';
      before.current = key;
      // G and a letter lead to another tab.
      if (isAfterG && tabKeys.has(key)) return false;
      switch (key) {
        case 'Enter':
          if (isPressableElement(document.activeElement)) return false;
          keyed.onStep(1);
          return true;
        case 'Ctrl+Enter':
          if (!submitFocusedComment()) keyed.onStep(1);
          return true;
        case 'Shift+Enter':
        case 'Ctrl+Shift+Enter':
          keyed.onStep(-1);
          return true;
        case ']':
          keyed.onPage(1);
          return true;
        case '[':
          keyed.onPage(-1);
          return true;
        case '/':
          return focusPageElement(find('search input'));
        case 'Alt+w':
          return !isContested() && focusAtEnd(stop('textarea'));
        case 'Alt+c':
          return focusCommentField();
        case 'Escape':
          return keyed.onEscape() || focusPageElement(stop());
        default:
          return !isContested() && (answer(key) || beginRationale(key, isAfterG));
      }
    },
    { whileTyping: assessmentKeysWhileTyping },
  );

  function isContested(): boolean {
    const { question, model } = keyed;
    return question !== null && isAnswerContested(model.document, question);
  }

  function answer(key: string): boolean {
    const { question, acts } = keyed;
    if (question === null) return false;
    const ratingChoice = choiceForKey(key);
    if (question.startsWith('S')) {
      const answered = { 1: 'yes', 2: 'no' }[key];
      // The institution type is chosen from a list; a stray key must never become one.
      if (answered === undefined || question === institutionTypeQuestionId) return false;
      acts.onScreening(question, answered);
      return true;
    }
    if (ratingChoice) {
      acts.question.onChoose(question, ratingChoice);
      keyed.onAnswered(question, ratingChoice);
      // 0 also puts the focus on the three answers without a level, so that the arrow keys choose among them.
      if (ratingChoice === 'na') focusPageElement(stop('input[type="radio"][value="na"]'));
    } else if (key === 'Alt+a') keyed.onAddEvidence();
    else return false;
    return true;
  }

  /** Any letter begins the rationale, since letters are text: the browser puts it into the field that has the focus now. */
  function beginRationale(key: string, isAfterG: boolean): boolean {
    const { question } = keyed;
    const field = stop('textarea');
    if (!isLetterKey(key) || key === 'g' || question === null || !focusAtEnd(field)) return false;
    if (isAfterG) document.execCommand('insertText', false, 'g');
    return false;
  }
}

/** Letters that lead to another tab after G. */
const tabKeys: ReadonlySet<string> = new Set(['m', 'c', 'w', 's']);

const isLetterKey = (key: string): boolean => /^(?:Shift\+)?\p{L}$/u.test(key);

function focusPageElement(element: HTMLElement | null | undefined): boolean {
  element?.focus();
  return element !== null && element !== undefined;
}

/** Focus a text behind its last letter: more of it does not end up before its beginning. */
function focusAtEnd(field: HTMLElement | null | undefined): boolean {
  if (!(field instanceof HTMLTextAreaElement)) return false;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  return true;
}

const isPressableElement = (element: Element | null): boolean =>
  element?.closest('button, a, [role="button"], [role="link"]') !== null && element !== null;
