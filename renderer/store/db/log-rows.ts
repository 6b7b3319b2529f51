import type { LogId } from '#domain/ids.ts';
import type { FieldDatabase } from './database.ts';
import { LogRow, newLogRow } from './rows.ts';

/**
 * Read the row of a log; a new row when nothing of it is here yet.
 * @throws when the stored row does not parse.
 */
export async function readLogRow(db: FieldDatabase, log: LogId): Promise<LogRow> {
  const row = await db.logs.get(log);
  return row === undefined ? newLogRow(log) : LogRow.parse(row);
}

/** Sum of the outboxes of all logs. */
export const sumWaiting = (rows: readonly LogRow[]): LogRow['waiting'] =>
  rows.reduce(
    (sum, { waiting }) => ({ changes: sum.changes + waiting.changes, bytes: sum.bytes + waiting.bytes }),
    { changes: 0, bytes: 0 },
  );

/** Read the rows of all logs on this device. */
export const readLogRows = async (db: FieldDatabase): Promise<readonly LogRow[]> =>
  (await db.logs.toArray()).map((row) => LogRow.parse(row));
