import type { LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import { LogRow, newLogRow } from './rows.ts';

/** Where a log stands; as new when nothing of it is here yet. Throws when the database holds something else. */
export async function readLogRow(db: FieldDatabase, log: LogId): Promise<LogRow> {
  const row = await db.logs.get(log);
  return row === undefined ? newLogRow(log) : LogRow.parse(row);
}

/** Where all logs stand that this device holds something of. */
export const readLogRows = async (db: FieldDatabase): Promise<readonly LogRow[]> =>
  (await db.logs.toArray()).map((row) => LogRow.parse(row));
