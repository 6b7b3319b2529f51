import type { RefObject } from 'react';
import { typeQuestionId } from '#domain/instrument/maturity-model.ts';
import { useKeys } from '#renderer/ui/use-keys.ts';
import type { AssessmentModel } from './assessment-model.ts';
import { addCommentInFocus, goToComment } from './comment-in-focus.ts';
import { contestedRating, contestedText } from './contested.ts';
import { reasonPath } from './question-model.ts';
import { choiceOfKey } from './rating.ts';
import type { AssessmentActs } from './use-assessment-acts.ts';

interface KeyActs {
  /** Where the keys of answers go; null while no question is in focus or nothing may be changed. */
  readonly question: string | null;
  /** The document in which a contested value is looked for. */
  readonly model: AssessmentModel;
  readonly acts: AssessmentActs;
  readonly onStep: (by: 1 | -1) => void;
  readonly onPage: (by: 1 | -1) => void;
  readonly onAddEvidence: () => void;
  /** Takes the first Escape outside a text. */
  readonly onEscape: () => boolean;
}

const whileTyping = ['Escape', 'Ctrl+Enter', 'Ctrl+Shift+Enter'];

/** The keys of an assessment, as `?` lists them. `page` is the middle column. */
export function useAssessmentKeys(page: RefObject<HTMLElement | null>, keyed: KeyActs): void {
  const find = (selector: string): HTMLElement | null | undefined =>
    page.current?.querySelector<HTMLElement>(selector);
  const stop = (selector = ''): HTMLElement | null | undefined =>
    keyed.question === null ? null : find(`[data-question="${keyed.question}"] ${selector}`);

  useKeys(
    (key) => {
      switch (key) {
        case 'Enter':
          if (isPressable(document.activeElement)) return false;
          keyed.onStep(1);
          return true;
        case 'Ctrl+Enter':
          if (!addCommentInFocus()) keyed.onStep(1);
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
          return focus(find('search input'));
        case 'w':
          return focus(stop('textarea'));
        case 'c':
          return goToComment();
        case 'Escape':
          return keyed.onEscape() || focus(stop());
        default:
          return answer(key);
      }
    },
    { whileTyping },
  );

  function answer(key: string): boolean {
    const { question, acts } = keyed;
    if (question === null) return false;
    const choice = choiceOfKey(key);
    if (question.startsWith('S')) {
      const answered = { y: 'yes', n: 'no' }[key];
      // The institution type is chosen from a list; a stray key must never become one.
      if (answered === undefined || question === typeQuestionId) return false;
      acts.onScreening(question, answered);
      return true;
    }
    if (choice) {
      acts.question.onChoose(question, choice);
      // 0 also puts the focus on the three answers without a level, so that the arrow keys choose among them.
      if (choice === 'na') focus(stop('input[type="radio"][value="na"]'));
    } else if (key === 'k' || key === 'l') keep(question, key === 'k' ? 0 : 1);
    else if (key === 'a') keyed.onAddEvidence();
    else return false;
    return true;
  }

  /** Keeps the first or second of the values that the card shows as contested: of the answer, else of the reasons. */
  function keep(question: string, at: 0 | 1): void {
    const { document } = keyed.model;
    const ratings = contestedRating(document, question);
    const candidate = (ratings.length > 0 ? ratings : contestedText(document, reasonPath(question)))[at];
    if (candidate) keyed.acts.question.onKeep(question, candidate);
  }
}

function focus(element: HTMLElement | null | undefined): boolean {
  element?.focus();
  return element !== null && element !== undefined;
}

const isPressable = (element: Element | null): boolean =>
  element?.closest('button, a, [role="button"], [role="link"]') !== null && element !== null;
