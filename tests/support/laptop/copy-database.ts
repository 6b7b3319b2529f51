import type { FieldDatabase } from '#renderer/store/db/database.ts';
import { nodeDatabase } from './node-database.ts';

/** The disk as it is now, as an image that is put back later. */
export async function copyDatabase(db: FieldDatabase): Promise<FieldDatabase> {
  const copy = nodeDatabase();
  for (const table of db.tables) await copy.table(table.name).bulkAdd(await table.toArray());
  return copy;
}
