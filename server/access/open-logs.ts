import type { LogId } from '#domain/ids.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';

/** The logs that there are. One whose content was erased is none any more: nobody gets a role in it. */
export async function openLogs(store: Store | StoreTransaction): Promise<readonly LogId[]> {
  const rows = await store
    .selectFrom('logs')
    .select('log')
    .where('erased_ms', 'is', null)
    .orderBy('log')
    .execute();
  return rows.map(({ log }) => log);
}

/** Is there such a log? */
export async function isOpen(store: Store | StoreTransaction, log: LogId): Promise<boolean> {
  const row = await find(store, log);
  return row !== undefined && row.erased_ms === null;
}

/** Was there such a log, and its content was erased (domain.md E)? */
export async function wasErased(store: Store | StoreTransaction, log: string): Promise<boolean> {
  const row = await find(store, log);
  return row !== undefined && row.erased_ms !== null;
}

const find = (store: Store | StoreTransaction, log: string) =>
  store
    .selectFrom('logs')
    .select('erased_ms')
    .where('log', '=', log as LogId) // only compared
    .executeTakeFirst();
