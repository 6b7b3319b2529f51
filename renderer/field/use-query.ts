import { useEffect, useState } from 'react';
import type { Queries, QueryName, StoreApi } from '#renderer/store/store-api.ts';
import { useField } from './app/field-context.tsx';

/** What is known of an answer: nothing for the moment that the worker needs, then the latest. */
export type Answered<A> = { readonly kind: 'loading' } | { readonly kind: 'present'; readonly answer: A };

/** Answers one question of the store, now and again whenever the answer changes. */
export const useQuery = <Q extends QueryName>(
  query: Q,
  ask: Queries[Q]['ask'],
): Answered<Queries[Q]['answer']> => useQueryOf(useField().store, query, ask);

/** The same for whoever stands above the `FieldProvider` and holds the store itself. */
export function useQueryOf<Q extends QueryName>(
  store: StoreApi,
  query: Q,
  ask: Queries[Q]['ask'],
): Answered<Queries[Q]['answer']> {
  const askText = JSON.stringify(ask);
  const [latest, setLatest] = useState<Latest<Q> | null>(null);

  useEffect(() => {
    let isCurrent = true;
    const sameAsk: Queries[Q]['ask'] = JSON.parse(askText); // made from it two lines above, so of its type
    const watching = store.watch(query, sameAsk, (answer) => {
      if (isCurrent) setLatest({ store, query, askText, answer });
    });
    return () => {
      isCurrent = false;
      watching.then((stop) => stop(), reportError);
    };
  }, [store, query, askText]);

  // An answer to an earlier question must not be taken for one to this.
  const isOurs = latest?.store === store && latest.query === query && latest.askText === askText;
  return isOurs ? { kind: 'present', answer: latest.answer } : { kind: 'loading' };
}

interface Latest<Q extends QueryName> {
  readonly store: StoreApi;
  readonly query: Q;
  readonly askText: string;
  readonly answer: Queries[Q]['answer'];
}
