import { liveQuery } from 'dexie';
import { answers } from './queries/answers.ts';
import type { Sources } from './queries/question.ts';
import type { FieldDatabase } from './database.ts';
import type { LiveCell } from './live-state.ts';
import type { Queries, QueryName } from './store-api.ts';

// The other questions are answered from the database alone.
const liveQuestions: ReadonlySet<QueryName> = new Set(['session', 'status']);

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
  let last: string | undefined;
  const tell = (answer: Queries[Q]['answer']): void => {
    const text = JSON.stringify(answer);
    if (text === last) return;
    last = text;
    onAnswer(answer);
  };
  const subscribe = () => {
    const sources: Sources = { db, live: live.state };
    return liveQuery(() => answers[query](sources, ask)).subscribe({ next: tell, error: onBroken });
  };

  let subscription = subscribe();
  const forget = liveQuestions.has(query)
    ? live.onChange(() => {
        subscription.unsubscribe();
        subscription = subscribe();
      })
    : () => {};
  return () => {
    forget();
    subscription.unsubscribe();
  };
}
