import { liveQuery } from 'dexie';
import { answers } from './queries/answers.ts';
import type { Found } from './queries/question.ts';
import type { FieldDatabase } from './database.ts';
import type { LiveCell } from './live-state.ts';
import type { Queries, QueryName } from './store-api.ts';

/**
 * Answers a question now and again whenever the answer is another one, until the returned function is called. A
 * question that cannot be answered is a broken database: `onBroken` hears of it and the watch ends.
 */
export function watchQuestion<Q extends QueryName>(
  { db, live }: { readonly db: FieldDatabase; readonly live: LiveCell },
  query: Q,
  ask: Queries[Q]['ask'],
  onAnswer: (answer: Queries[Q]['answer']) => void,
  onBroken: (error: unknown) => void,
): () => void {
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
  const subscription = liveQuery(() => answers[query]({ db, live: live.state }, ask)).subscribe({
    next: (next) => {
      found = next;
      tell();
    },
    error: onBroken,
  });
  const forget = live.onChange(() => {
    if (typeof found === 'function') tell();
  });
  return () => {
    forget();
    subscription.unsubscribe();
  };
}
