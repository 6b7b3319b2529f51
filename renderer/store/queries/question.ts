import type { FieldDatabase } from '../database.ts';
import type { LiveState } from '../live-state.ts';
import type { Queries, QueryName } from '../store-api.ts';

/** What every question is answered from: the database, and what is known only now. */
export interface Sources {
  readonly db: FieldDatabase;
  readonly live: LiveState;
}

/** Answers one question once. Reads only Dexie tables and `live`, so that a live query sees when to ask again. */
export type Answer<Q extends QueryName> = (
  sources: Sources,
  ask: Queries[Q]['ask'],
) => Promise<Queries[Q]['answer']>;
