import type { Dexie, IndexableType, Table } from 'dexie';
import { DatabaseRefused, SealBroken } from './seal-errors.ts';

/** So many rows of each table are tried before the key is held to be a wrong one. */
const tries = 20;

/**
 * Throws `DatabaseRefused` when the database was sealed with another key: then none of its rows opens, and to take that
 * for damage would delete what only the right key can read. Where one row opens, the key is right, and what does not
 * open is damage, which is told when it is read.
 */
export async function mustFit(db: Dexie): Promise<void> {
  const fitsNone = await db.transaction('r', db.tables, async () => {
    let isEmpty = true;
    // Small rows first: nearly always the first one opens.
    for (const table of [db.table('meta'), ...db.tables])
      for (const key of await table.limit(tries).primaryKeys()) {
        if (await opens(table, key)) return false;
        isEmpty = false;
      }
    return !isEmpty;
  });
  if (fitsNone) throw new DatabaseRefused('key', `${db.name} was sealed with another key`);
}

async function opens(table: Table, key: IndexableType): Promise<boolean> {
  try {
    await table.get(key);
    return true;
  } catch (error) {
    if (error instanceof SealBroken) return false;
    throw error;
  }
}
