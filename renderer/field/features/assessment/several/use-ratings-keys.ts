import { useState, type RefObject } from 'react';
import { useKeys } from '#renderer/ui/use-keys.ts';
import type { RatedQuestion } from './ratings-list.ts';

interface RatingsPlacing {
  readonly current: RatedQuestion | undefined;
  readonly goTo: (question: string) => void;
}

/**
 * Which question is being compared? Enter and Shift+Enter go through the list, W into the text, Escape out of it; the
 * keys of an answer are the card's. When a question moves in the list, because it was decided, the place stays.
 */
export function useRatingsKeys(
  questions: readonly RatedQuestion[],
  asked: string | undefined,
  page: RefObject<HTMLElement | null>,
  onGo: (question: string) => void,
): RatingsPlacing {
  const [at, setAt] = useState(asked ?? null);
  const known = questions.findIndex(({ id }) => id === at);
  const place = Math.max(0, known);
  const goTo = (question: string): void => {
    setAt(question);
    onGo(question);
    page.current?.scrollTo({ top: 0 });
  };
  useKeys(
    (key) => {
      const by = key === 'Enter' ? 1 : key === 'Shift+Enter' ? -1 : 0;
      if (by !== 0) {
        if (document.activeElement?.closest('button, a')) return false;
        const next = questions[place + by];
        if (next) goTo(next.id);
        return next !== undefined;
      }
      const field = page.current?.querySelector('textarea');
      if (key === 'w' && field) field.focus();
      else if (key === 'Escape' && document.activeElement === field) field?.blur();
      else return false;
      return true;
    },
    { whileTyping: ['Escape'] },
  );
  return { current: questions[place], goTo };
}
