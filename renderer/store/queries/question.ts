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
