import { answers } from './queries/answers.ts';
import type { Found } from './queries/question.ts';
import type { FieldDatabase } from './database.ts';
import type { LiveCell } from './live-state.ts';
import type { Queries, QueryName } from './store-api.ts';

/** A question that is being answered. */
export interface Watch {
  /** Asks the database again, which was not there for a while. */
  askAgain(): void;
  stop(): void;
}

/**
 * Answers a question now and again whenever the answer is another one, until it is stopped. A question that cannot be
 * answered is a broken database: `onBroken` hears of it, and the question rests until it is asked again.
 */
export function watchQuestion<Q extends QueryName>(
  { db, live }: { readonly db: FieldDatabase; readonly live: LiveCell },
  query: Q,
  ask: Queries[Q]['ask'],
  onAnswer: (answer: Queries[Q]['answer']) => void,
  onBroken: (error: unknown) => void,
): Watch {
  let found: Found<Queries[Q]['answer']> | undefined;
  let last: string | undefined;
  const tell = (): void => {
    // No answer is a function itself: they cross over to the page.
    const answer = typeof found === 'function' ? found(live.state) : found;
    const text = JSON.stringify(answer);
    if (answer === undefined || text === last) return;
    last = text;
    onAnswer(answer);
  };
  const subscribe = () =>
    answers[query](() => ({ db, live: live.state }), ask, {
      next: (next) => {
        found = next;
        tell();
      },
      error: onBroken,
    });
  let subscription = subscribe();
  const forget = live.onChange(() => {
    if (typeof found === 'function') tell();
  });
  return {
    askAgain: () => {
      subscription.unsubscribe();
      subscription = subscribe();
    },
    stop: () => {
      forget();
      subscription.unsubscribe();
    },
  };
}
