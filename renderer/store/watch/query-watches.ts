import type { QueryName, StoreQueries } from '../api/store-api.ts';
import { type QueryWatch, type WatchedSources, watchQuery } from './watch-query.ts';

interface QueryWatchDependencies extends WatchedSources {
  /** Called for a failing database; the query then stops until `askAllAgain`. */
  readonly onBroken: (error: unknown) => void;
}

/** All live queries of the page. */
export class QueryWatches {
  readonly #parts: QueryWatchDependencies;
  readonly #watches = new Set<QueryWatch>();

  constructor(parts: QueryWatchDependencies) {
    this.#parts = parts;
  }

  /**
   * Answer a query now, and again whenever the result changes.
   * @returns the function that ends it.
   */
  start<Q extends QueryName>(
    query: Q,
    ask: StoreQueries[Q]['ask'],
    onResult: (result: StoreQueries[Q]['result']) => void,
  ): () => void {
    const queryWatch = watchQuery(this.#parts, query, ask, onResult, this.#parts.onBroken);
    this.#watches.add(queryWatch);
    return () => {
      this.#watches.delete(queryWatch);
      queryWatch.stop();
    };
  }

  /** Run all queries again after the database was away for a while. */
  askAllAgain(): void {
    for (const queryWatch of this.#watches) queryWatch.askAgain();
  }

  stopAll(): void {
    for (const queryWatch of this.#watches) queryWatch.stop();
  }
}
