import { liveQuery, type Subscription } from 'dexie';
import type { FieldDatabase } from '../database.ts';
import type { LiveState } from '../live-state.ts';
import type { Queries, QueryName } from '../store-api.ts';

/** What every question is answered from: the database, and what is known only now. */
export interface Sources {
  readonly db: FieldDatabase;
  readonly live: LiveState;
}

/** An answer, or how to make it from what is known only now: that changes often and asks the database nothing. */
export type Found<A> = A | ((live: LiveState) => A);

/** Answers one question once. Reads only Dexie tables, so that a live query sees when to ask again. */
export type Answer<Q extends QueryName> = (
  sources: Sources,
  ask: Queries[Q]['ask'],
) => Promise<Found<Queries[Q]['answer']>>;

/** Who hears answers, and that there can be none. */
export interface Hearer<A> {
  readonly next: (found: Found<A>) => void;
  readonly error: (error: unknown) => void;
}

/** Answers a question now and again whenever the answer is another one. */
export type Answering<Q extends QueryName> = (
  sources: () => Sources,
  ask: Queries[Q]['ask'],
  hearer: Hearer<Queries[Q]['answer']>,
) => Pick<Subscription, 'unsubscribe'>;

// `async`: Dexie follows what functions read that other functions call, only where the outermost says that it waits. A query
// that was not was not asked again when such a row changed.
export const again =
  <Q extends QueryName>(answer: Answer<Q>): Answering<Q> =>
  (sources, ask, hearer) =>
    liveQuery(async () => await answer(sources(), ask)).subscribe(hearer);

/** The same of two parts, each of which is asked again only when what it read has changed. */
export const inParts =
  <Q extends QueryName, Often, Seldom>(
    often: (sources: Sources) => Promise<Often>,
    seldom: (sources: Sources) => Promise<Seldom>,
    join: (often: Often, seldom: Seldom) => Found<Queries[Q]['answer']>,
  ): Answering<Q> =>
  (sources, _, { next, error }) => {
    let [first, second]: [Of<Often> | null, Of<Seldom> | null] = [null, null];
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

interface Of<Part> {
  readonly found: Part;
}
