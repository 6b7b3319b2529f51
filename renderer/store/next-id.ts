import type { Table } from 'dexie';

/**
 * The id for the next row of a table that is numbered in the order in which rows come. The database could number them
 * itself, but only after they were sealed, and a row is bound to its key. Runs inside the caller's transaction.
 */
export async function nextId(table: Table<unknown, number>): Promise<number> {
  const [last = 0] = await table.orderBy(':id').reverse().limit(1).primaryKeys();
  return last + 1;
}
