import Dexie, { type IntervalTree, liveQuery, type Subscription } from 'dexie';
import type { LiveState } from '../api/live-state.ts';
import type { TextSearch } from '../api/search-api.ts';
import type { QueryName, StoreQueries } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';

/** Sources of every query: the database, the live state, and the index of texts. */
export interface QuerySources {
  readonly db: FieldDatabase;
  readonly live: LiveState;
  readonly search: TextSearch;
}

/** Result, or a function that makes it from the live state: that changes often and reads nothing from the database. */
export type QueryResult<A> = A | ((liveState: LiveState) => A);

/** Function that answers one query once. Reads only Dexie tables, so that a live query sees when to run again. */
export type QueryFunction<Q extends QueryName> = (
  querySources: QuerySources,
  ask: StoreQueries[Q]['ask'],
) => Promise<QueryResult<StoreQueries[Q]['result']>>;

/** Receiver of results, or of an error. */
interface ResultObserver<A> {
  readonly next: (queryResult: QueryResult<A>) => void;
  readonly error: (error: unknown) => void;
}

/** Function that answers a query now, and again whenever the result changes. */
export type SubscribeQuery<Q extends QueryName> = (
  sources: () => QuerySources,
  ask: StoreQueries[Q]['ask'],
  resultObserver: ResultObserver<StoreQueries[Q]['result']>,
) => Pick<Subscription, 'unsubscribe'>;

export const asLiveQuery =
  <Q extends QueryName>(queryFunction: QueryFunction<Q>): SubscribeQuery<Q> =>
  (sources, ask, resultObserver) =>
    observeQuery(() => queryFunction(sources(), ask), resultObserver);

/** The same in two parts; each runs again only when its own reads changed. */
export const asLiveQueryInParts =
  <Q extends QueryName, Often, Seldom>(
    often: (querySources: QuerySources) => Promise<Often>,
    seldom: (querySources: QuerySources) => Promise<Seldom>,
    join: (often: Often, seldom: Seldom) => QueryResult<StoreQueries[Q]['result']>,
  ): SubscribeQuery<Q> =>
  (sources, _, { next, error }) => {
    let [firstFoundPart, second]: [FoundPart<Often> | null, FoundPart<Seldom> | null] = [null, null];
    const push = (): void => {
      if (firstFoundPart && second) next(join(firstFoundPart.result, second.result));
    };
    const subscriptions = [
      observeQuery(() => often(sources()), {
        next: (result) => {
          firstFoundPart = { result };
          push();
        },
        error,
      }),
      observeQuery(() => seldom(sources()), {
        next: (result) => {
          second = { result };
          push();
        },
        error,
      }),
    ];
    return { unsubscribe: () => subscriptions.forEach((one) => one.unsubscribe()) };
  };

interface FoundPart<Part> {
  readonly result: Part;
}

/**
 * Changed keys, of rows and of their indexes, after which a query is subscribed anew. Dexie keeps them for each query
 * until that query runs again, also of tables that it never reads: some 170 bytes a row, while the app is open.
 */
const mostChangedKeys = 2_000;

/**
 * Observe a query. The observer may get an equal result again, when the query was subscribed anew.
 * @param read Function that answers the query once.
 */
function observeQuery<A>(
  read: () => Promise<A>,
  { next, error }: { readonly next: (result: A) => void; readonly error: (error: unknown) => void },
): Pick<Subscription, 'unsubscribe'> {
  let changedKeys = 0;
  // A subscription that has not answered yet goes on: many changes may not keep a slow query from its first answer.
  let isAnswered = false;
  const subscribe = (): Subscription => {
    isAnswered = false;
    return subscribeOnce(read, (queryOutcome) => {
      [isAnswered, changedKeys] = [true, 0];
      if ('failure' in queryOutcome) error(queryOutcome.failure);
      else next(queryOutcome.result);
    });
  };
  let subscription = subscribe();
  const onMutation: MutationListener = (parts) => {
    changedKeys += Object.values(parts).reduce((keys, tree) => keys + mostKeysIn(tree), 0);
    if (!isAnswered || changedKeys < mostChangedKeys) return;
    subscription.unsubscribe();
    subscription = subscribe();
  };
  Dexie.on.storagemutated.subscribe(onMutation);
  return {
    unsubscribe: () => {
      Dexie.on.storagemutated.unsubscribe(onMutation);
      subscription.unsubscribe();
    },
  };
}

type MutationListener = Parameters<typeof Dexie.on.storagemutated.subscribe>[0];

/** Upper bound of the number of keys in Dexie's balanced tree of changed keys. */
const mostKeysIn = ({ d: depth }: IntervalTree): number => 2 ** depth - 1;

type QueryOutcome<A> = { readonly result: A } | { readonly failure: unknown };

/**
 * Subscribe a query. Dexie drops the failure of a query that was aborted, or that met a closed database: so a failure is
 * an outcome like any other. The function is `async` because Dexie observes nested reads only of an awaited function.
 */
const subscribeOnce = <A>(
  read: () => Promise<A>,
  onOutcome: (queryOutcome: QueryOutcome<A>) => void,
): Subscription =>
  liveQuery(async (): Promise<QueryOutcome<A>> => {
    try {
      return { result: await read() };
    } catch (failure) {
      return { failure };
    }
  }).subscribe(onOutcome);
