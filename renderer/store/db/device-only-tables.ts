import type { Table } from 'dexie';
import type { LogId } from '#domain/ids.ts';
import { type DeviceOnlyTableName, deviceOnlyTableNames } from '../api/device-only-api.ts';
import type { FieldDatabase } from './database.ts';
import { type DeviceOnlyRow, deviceOnlyTableOf } from './device-only-rows.ts';

export const deviceOnlyTable = (
  db: FieldDatabase,
  tableName: DeviceOnlyTableName,
): Table<DeviceOnlyRow, string> => db.table<DeviceOnlyRow, string>(tableName);

/** Tables of rows that stay on this laptop. */
export const deviceOnlyTables = (db: FieldDatabase): readonly Table<DeviceOnlyRow, string>[] =>
  deviceOnlyTableNames.map((tableName) => deviceOnlyTable(db, tableName));

/** Read all such rows. Runs in the caller's transaction over the tables, or in none. */
export const readDeviceOnlyRows = async (db: FieldDatabase): Promise<readonly DeviceOnlyRow[]> =>
  (await Promise.all(deviceOnlyTables(db).map((table) => table.toArray()))).flat();

/** Such rows of one log. */
export const deviceOnlyRowsOf = (db: FieldDatabase, tableName: DeviceOnlyTableName, logId: LogId) =>
  deviceOnlyTable(db, tableName).where('log').equals(logId);

/** Put rows, each into its table. Runs inside the caller's transaction over the tables. */
export async function putDeviceOnlyRows(
  db: FieldDatabase,
  deviceOnlyRows: readonly DeviceOnlyRow[],
): Promise<void> {
  for (const tableName of deviceOnlyTableNames) {
    const ownRows = deviceOnlyRows.filter((row) => deviceOnlyTableOf(row) === tableName);
    if (ownRows.length > 0) await deviceOnlyTable(db, tableName).bulkPut(ownRows);
  }
}
