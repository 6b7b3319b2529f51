import type { Table } from 'dexie';
import type { LogId } from '#domain/ids.ts';
import { type DeviceOnlyTableName, deviceOnlyTableNames } from '../api/device-only-api.ts';
import type { FieldDatabase } from './database.ts';
import { type DeviceOnlyRow, deviceOnlyTableOf } from './device-only-rows.ts';

export const deviceOnlyTable = (db: FieldDatabase, name: DeviceOnlyTableName): Table<DeviceOnlyRow, string> =>
  db.table<DeviceOnlyRow, string>(name);

/** Tables of rows that stay on this laptop. */
export const deviceOnlyTables = (db: FieldDatabase): readonly Table<DeviceOnlyRow, string>[] =>
  deviceOnlyTableNames.map((name) => deviceOnlyTable(db, name));

/** Read all such rows. Runs in the caller's transaction over the tables, or in none. */
export const readDeviceOnlyRows = async (db: FieldDatabase): Promise<readonly DeviceOnlyRow[]> =>
  (await Promise.all(deviceOnlyTables(db).map((table) => table.toArray()))).flat();

/** Such rows of one log. */
export const deviceOnlyRowsOf = (db: FieldDatabase, name: DeviceOnlyTableName, log: LogId) =>
  deviceOnlyTable(db, name).where('log').equals(log);

/** Put rows, each into its table. Runs inside the caller's transaction over the tables. */
export async function putDeviceOnlyRows(db: FieldDatabase, rows: readonly DeviceOnlyRow[]): Promise<void> {
  for (const name of deviceOnlyTableNames) {
    const own = rows.filter((row) => deviceOnlyTableOf(row) === name);
    if (own.length > 0) await deviceOnlyTable(db, name).bulkPut(own);
  }
}
