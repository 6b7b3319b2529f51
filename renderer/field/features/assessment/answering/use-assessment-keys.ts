import type { RefObject } from 'react';
import { institutionTypeQuestionId } from '#domain/scoring/maturity-model.ts';
import { useKeyPresses } from '#renderer/ui';
import type { AssessmentModel } from './assessment-model.ts';
import { focusCommentField, submitFocusedComment } from '../question-context/question-comments.tsx';
import { ratingConflictCandidates, textConflictCandidates } from './conflict-candidates.ts';
import { rationalePath, choiceForKey } from './question-model.ts';
import type { AssessmentHandlers } from './use-assessment-handlers.ts';

interface AssessmentKeyHandlers {
  /** Question that the keys of answers act on; null while none is in focus or nothing may be changed. */
  readonly question: string | null;
  /** Document in which a conflict is looked for. */
  readonly model: AssessmentModel;
  readonly acts: AssessmentHandlers;
  readonly onStep: (by: 1 | -1) => void;
  readonly onPage: (by: 1 | -1) => void;
  readonly onAddEvidence: () => void;
  /** Take the first Escape outside a text. */
  readonly onEscape: () => boolean;
}

const assessmentKeysWhileTyping = ['Escape', 'Ctrl+Enter', 'Ctrl+Shift+Enter'];

/** The keys of an assessment, as `?` lists them. `page` is the middle column. */
export function useAssessmentKeys(page: RefObject<HTMLElement | null>, keyed: AssessmentKeyHandlers): void {
  const find = (selector: string): HTMLElement | null | undefined =>
    page.current?.querySelector<HTMLElement>(selector);
  const stop = (selector = ''): HTMLElement | null | undefined =>
    keyed.question === null ? null : find(`[data-question="${keyed.question}"] ${selector}`);

  useKeyPresses(
    (key) => {
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
        case 'w':
          return focusPageElement(stop('textarea'));
        case 'c':
          return focusCommentField();
        case 'Escape':
          return keyed.onEscape() || focusPageElement(stop());
        default:
          return answer(key);
      }
    },
    { whileTyping: assessmentKeysWhileTyping },
  );

  function answer(key: string): boolean {
    const { question, acts } = keyed;
    if (question === null) return false;
    const choice = choiceForKey(key);
    if (question.startsWith('S')) {
      const answered = { y: 'yes', n: 'no' }[key];
      // The institution type is chosen from a list; a stray key must never become one.
      if (answered === undefined || question === institutionTypeQuestionId) return false;
      acts.onScreening(question, answered);
      return true;
    }
    if (choice) {
      acts.question.onChoose(question, choice);
      // 0 also puts the focus on the three answers without a level, so that the arrow keys choose among them.
      if (choice === 'na') focusPageElement(stop('input[type="radio"][value="na"]'));
    } else if (key === 'k' || key === 'l') keep(question, key === 'k' ? 0 : 1);
    else if (key === 'a') keyed.onAddEvidence();
    else return false;
    return true;
  }

  /** Keep the first or second value of the card's conflict: of the answer, else of the rationale. */
  function keep(question: string, at: 0 | 1): void {
    const { document } = keyed.model;
    const ratings = ratingConflictCandidates(document, question);
    const candidate = (
      ratings.length > 0 ? ratings : textConflictCandidates(document, rationalePath(question))
    )[at];
    if (candidate) keyed.acts.question.onKeep(question, candidate);
  }
}

function focusPageElement(element: HTMLElement | null | undefined): boolean {
  element?.focus();
  return element !== null && element !== undefined;
}

const isPressableElement = (element: Element | null): boolean =>
  element?.closest('button, a, [role="button"], [role="link"]') !== null && element !== null;
