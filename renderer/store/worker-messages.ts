import * as z from 'zod';
import type { QueryName, StoreApi, StoreQueries } from './api/store-api.ts';
import { DatabaseRefusal } from './db/encryption/encryption-errors.ts';

/** First message of the page to a new store worker: ports to the shell, for calls, and for results of watches. */
export const StoreStartMessage = z.readonly(
  z.object({
    hostPort: z.instanceof(MessagePort),
    storePort: z.instanceof(MessagePort),
    resultPort: z.instanceof(MessagePort),
  }),
);
export type StoreStartMessage = z.infer<typeof StoreStartMessage>;

/** The store as the worker serves it on its port. Results of watches go over a port of their own (`ResultBatch`). */
export interface StoreWorkerApi extends Omit<StoreApi, 'watch'> {
  /** @param watch Number of the watch, which its results have. */
  watch<Q extends QueryName>(query: Q, ask: StoreQueries[Q]['ask'], watch: number): Promise<void>;
  unwatch(watch: number): Promise<void>;
}

/**
 * Message of a worker that ends: it refuses to open the existing database, or IndexedDB is silent in this worker alone.
 */
export const StoreEndMessage = z.readonly(
  z.union([
    z.object({ kind: z.literal('refused'), refused: DatabaseRefusal }),
    z.object({ kind: z.literal('silent'), isUnsaved: z.boolean() }),
  ]),
);
export type StoreEndMessage = z.infer<typeof StoreEndMessage>;
