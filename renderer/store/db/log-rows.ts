import type { LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import { LogRow, newLogRow } from './rows.ts';

/** Where a log stands; as new when nothing of it is here yet. Throws when the database holds something else. */
export async function readLogRow(db: FieldDatabase, log: LogId): Promise<LogRow> {
  const row = await db.logs.get(log);
  return row === undefined ? newLogRow(log) : LogRow.parse(row);
}

/** What waits for headquarters in all logs together. */
export const sumWaiting = (rows: readonly LogRow[]): LogRow['waiting'] =>
  rows.reduce(
    (sum, { waiting }) => ({ changes: sum.changes + waiting.changes, bytes: sum.bytes + waiting.bytes }),
    { changes: 0, bytes: 0 },
  );

/** Where all logs stand that this device holds something of. */
export const readLogRows = async (db: FieldDatabase): Promise<readonly LogRow[]> =>
  (await db.logs.toArray()).map((row) => LogRow.parse(row));
