import { useEffect, useState } from 'react';
import type { StoreQueries, QueryName, StoreApi } from '#renderer/store/store-api.ts';
import { useFieldServices } from './field-services.tsx';

/** State of an answer: loading until the worker has answered, then the latest answer. */
export type StoreQueryResult<A> =
  | { readonly kind: 'loading' }
  | { readonly kind: 'present'; readonly answer: A };

/** Answer a query of the store, now and whenever the answer changes. */
export const useStoreQuery = <Q extends QueryName>(
  query: Q,
  ask: StoreQueries[Q]['ask'],
): StoreQueryResult<StoreQueries[Q]['answer']> => useQueryOfStore(useFieldServices().store, query, ask);

/** The same above the `FieldServicesProvider`, with the store as an argument. */
export function useQueryOfStore<Q extends QueryName>(
  store: StoreApi,
  query: Q,
  ask: StoreQueries[Q]['ask'],
): StoreQueryResult<StoreQueries[Q]['answer']> {
  const askText = JSON.stringify(ask);
  const [latest, setLatest] = useState<LatestAnswer<Q> | null>(null);

  useEffect(() => {
    let isCurrent = true;
    const sameAsk: StoreQueries[Q]['ask'] = JSON.parse(askText); // made from it two lines above, so of its type
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

interface LatestAnswer<Q extends QueryName> {
  readonly store: StoreApi;
  readonly query: Q;
  readonly askText: string;
  readonly answer: StoreQueries[Q]['answer'];
}
