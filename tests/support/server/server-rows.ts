import { openSqliteDatabase } from '#server/db/sqlite-database.ts';

/** Every row of every table of an embedded store with a stopped server, as text behind the table's name. */
export async function serverRows(
  folder: string,
): Promise<readonly { readonly table: string; readonly row: Buffer }[]> {
  const embeddedDatabase = openSqliteDatabase(folder);
  try {
    const tables = embeddedDatabase
      .prepare("select name from sqlite_master where type = 'table'")
      .all([])
      .map((found) => String((found as { name: unknown }).name)); // the one column that was asked for
    return tables.flatMap((table) =>
      embeddedDatabase
        .prepare(`select * from "${table}"`)
        .all([])
        .map((row) => ({ table, row: Buffer.concat(Object.values(row as object).map(bytesOf)) })),
    );
  } finally {
    embeddedDatabase.close();
  }
}

const bytesOf = (value: unknown): Buffer =>
  value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(`${String(value)}\n`);
