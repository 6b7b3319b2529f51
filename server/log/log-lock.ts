import { PostgresAdapter } from 'kysely';
import type { LogId } from '#domain/ids.ts';
import type { StoreTransaction } from '../store/open-store.ts';

/**
 * Locks a log until the transaction ends and tells the place of its next entry; undefined when there is no such log, or what was in it
 * was erased.
 * Whoever holds the lock is the only writer of the log, so places grow by commit order and no reader of places misses
 * one (S2). SQLite needs no lock of its own: its transactions have the write lock from their start.
 */
export async function lockLog(tx: StoreTransaction, log: LogId): Promise<number | undefined> {
  const isPostgres = tx.getExecutor().adapter instanceof PostgresAdapter;
  const row = await tx
    .selectFrom('logs')
    .select('next_place')
    .where('log', '=', log)
    .where('erased_ms', 'is', null)
    .$if(isPostgres, (query) => query.forUpdate())
    .executeTakeFirst();
  return row?.next_place;
}

/** The place is taken; only for whoever holds the lock. */
export async function takePlace(tx: StoreTransaction, log: LogId, place: number): Promise<void> {
  await tx
    .updateTable('logs')
    .set({ next_place: place + 1 })
    .where('log', '=', log)
    .execute();
}
