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

// `async`: Dexie follows what functions read that other functions call, only where the outermost says that it waits. A query
// that was not was not asked again when such a row changed.
export const asLiveQuery =
  <Q extends QueryName>(answer: AnswerQuery<Q>): SubscribeQuery<Q> =>
  (sources, ask, hearer) =>
    liveQuery(async () => await answer(sources(), ask)).subscribe(hearer);

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
      liveQuery(async () => await often(sources())).subscribe({
        next: (found) => {
          first = { found };
          tell();
        },
        error,
      }),
      liveQuery(async () => await seldom(sources())).subscribe({
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
