import { PostgresAdapter } from 'kysely';
import type { LogId } from '#domain/ids.ts';
import type { StoreTransaction } from './open-store.ts';

/**
 * Lock a log until the transaction ends. The holder of the lock is the only writer of the log. So places grow by commit
 * order, and no reader misses one (S2). SQLite needs no lock of its own: its transactions have the write lock from
 * their start.
 * @returns the place of the next entry; undefined for a missing or erased log
 */
export async function lockLog(tx: StoreTransaction, logId: LogId): Promise<number | undefined> {
  const isPostgres = tx.getExecutor().adapter instanceof PostgresAdapter;
  const row = await tx
    .selectFrom('logs')
    .select('next_place')
    .where('log', '=', logId)
    .where('erased_ms', 'is', null)
    .$if(isPostgres, (query) => query.forUpdate())
    .executeTakeFirst();
  return row?.next_place;
}

/** Mark the place as used. The caller must hold the lock. */
export async function advanceNextPlace(tx: StoreTransaction, logId: LogId, place: number): Promise<void> {
  await tx
    .updateTable('logs')
    .set({ next_place: place + 1 })
    .where('log', '=', logId)
    .execute();
}
