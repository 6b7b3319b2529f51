import { liveQuery, type Subscription } from 'dexie';
import type { FieldDatabase } from '../db/database.ts';
import type { LiveState } from '../live-state.ts';
import type { StoreQueries, QueryName } from '../store-api.ts';

/** What every question is answered from: the database, and what is known only now. */
export interface QuerySources {
  readonly db: FieldDatabase;
  readonly live: LiveState;
}

/** An answer, or how to make it from what is known only now: that changes often and asks the database nothing. */
export type QueryResult<A> = A | ((live: LiveState) => A);

/** Answers one question once. Reads only Dexie tables, so that a live query sees when to ask again. */
export type AnswerQuery<Q extends QueryName> = (
  sources: QuerySources,
  ask: StoreQueries[Q]['ask'],
) => Promise<QueryResult<StoreQueries[Q]['answer']>>;

/** Who hears answers, and that there can be none. */
export interface AnswerObserver<A> {
  readonly next: (found: QueryResult<A>) => void;
  readonly error: (error: unknown) => void;
}

/** Answers a question now and again whenever the answer is another one. */
export type SubscribeQuery<Q extends QueryName> = (
  sources: () => QuerySources,
  ask: StoreQueries[Q]['ask'],
  hearer: AnswerObserver<StoreQueries[Q]['answer']>,
) => Pick<Subscription, 'unsubscribe'>;

export const asLiveQuery =
  <Q extends QueryName>(answer: AnswerQuery<Q>): SubscribeQuery<Q> =>
  (sources, ask, hearer) =>
    observeQuery(() => answer(sources(), ask), hearer);

/** The same of two parts, each of which is asked again only when what it read has changed. */
export const asLiveQueryInParts =
  <Q extends QueryName, Often, Seldom>(
    often: (sources: QuerySources) => Promise<Often>,
    seldom: (sources: QuerySources) => Promise<Seldom>,
    join: (often: Often, seldom: Seldom) => QueryResult<StoreQueries[Q]['answer']>,
  ): SubscribeQuery<Q> =>
  (sources, _, { next, error }) => {
    let [first, second]: [FoundPart<Often> | null, FoundPart<Seldom> | null] = [null, null];
    const tell = (): void => {
      if (first && second) next(join(first.found, second.found));
    };
    const subscriptions = [
      observeQuery(() => often(sources()), {
        next: (found) => {
          first = { found };
          tell();
        },
        error,
      }),
      observeQuery(() => seldom(sources()), {
        next: (found) => {
          second = { found };
          tell();
        },
        error,
      }),
    ];
    return { unsubscribe: () => subscriptions.forEach((one) => one.unsubscribe()) };
  };

interface FoundPart<Part> {
  readonly found: Part;
}

type QueryOutcome<A> = { readonly found: A } | { readonly failure: unknown };

/**
 * Observe a query. Dexie drops the failure of a query that was aborted, or that met a closed database: so a failure is
 * an outcome like any other. The function is `async` because Dexie observes nested reads only of an awaited function.
 */
const observeQuery = <A>(
  read: () => Promise<A>,
  { next, error }: { readonly next: (found: A) => void; readonly error: (error: unknown) => void },
): Subscription =>
  liveQuery(async (): Promise<QueryOutcome<A>> => {
    try {
      return { found: await read() };
    } catch (failure) {
      return { failure };
    }
  }).subscribe((outcome) => ('failure' in outcome ? error(outcome.failure) : next(outcome.found)));
