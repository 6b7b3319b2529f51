import fs from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import * as z from 'zod';
import { databaseFileIn } from '../db/file-permissions.ts';
import { writeStoreCopy } from '../db/store-copy.ts';
import type { StandaloneCommand } from './admin.ts';
import { CommandProblem, parseCommandOptions, storeLocationOf, storeOptions } from './command-options.ts';

const BackupOptions = z.object({
  out: z.string().min(1),
  data: z.string().optional(),
  'database-url': z.string().optional(),
});

/** Tables that only grow, so that a copy of a store at work has no fewer rows than before and no more than after. */
const growingTables = ['entries', 'audit'] as const;

/**
 * `backup --out FILE`: write a whole copy of the embedded store to a new file, also while the server runs. It opens the
 * store as it is, without its keys and without a migration, so that it serves before an upgrade as well. The audit trail
 * gets no line: a trail that the copy lacks, or a store that cannot be written, must not prevent a backup.
 */
export const backupCommand: StandaloneCommand = {
  options: { ...storeOptions, out: { type: 'string' } },
  run: async (values) => {
    const { out, ...named } = parseCommandOptions(BackupOptions, values);
    const storeLocation = storeLocationOf(named);
    if (storeLocation.kind === 'postgres')
      throw new CommandProblem(
        'backup copies the embedded store only: back up PostgreSQL by pg_dump, or by the means of its operator',
        'backup-postgres',
      );
    if (fs.existsSync(out))
      throw new CommandProblem(`${out} is there already: name a new file; nothing was changed`);
    return backUpEmbeddedStore(storeLocation.folder, out);
  },
};

async function backUpEmbeddedStore(folder: string, out: string): Promise<object> {
  const file = databaseFileIn(folder);
  if (!fs.existsSync(file))
    throw new CommandProblem(`there is no store in ${folder}: name its folder with --data`);
  const store = new DatabaseSync(file);
  try {
    store.exec('pragma busy_timeout = 20000');
    const version = versionOf(store);
    const previousRowCounts = countsOf(store);
    let copied: RowCounts = {};
    await writeStoreCopy(
      out,
      async (part) => void store.prepare('vacuum into ?').run(part),
      (copy, problem) => {
        if (problem !== null)
          throw new CommandProblem(`the copy is not whole (${problem}), and was removed`, 'backup-damaged');
        copied = countsOf(copy);
        const after = countsOf(store);
        const checked = versionOf(store) === version ? Object.keys(previousRowCounts) : growingTables;
        const differing = differingTable(checked, previousRowCounts, copied, after);
        if (differing !== null)
          throw new CommandProblem(
            `the copy has other rows of ${differing} than the store, and was removed`,
            'backup-damaged',
          );
      },
    );
    const rows = Object.values(copied).reduce((sum, count) => sum + count, 0);
    return {
      backup: out,
      bytes: fs.statSync(out).size,
      tables: Object.keys(copied).length,
      rows,
      entries: copied['entries'] ?? 0,
    };
  } finally {
    store.close();
  }
}

/** Numbers of rows by table. */
type RowCounts = Readonly<Record<string, number>>;

function countsOf(database: DatabaseSync): RowCounts {
  const tables = database
    .prepare("select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name")
    .all()
    .map(({ name }) => String(name));
  // In one statement, so that all counts are of one moment.
  const counts = tables.map((name) => `(select count(*) from "${name}") as "${name}"`);
  if (counts.length === 0) return {};
  const row = database.prepare(`select ${counts.join(', ')}`).get() ?? {};
  return Object.fromEntries(tables.map((name) => [name, Number(row[name])]));
}

/** Number that changes with each commit of another program. */
const versionOf = (database: DatabaseSync): number =>
  Number(database.prepare('pragma data_version').get()?.['data_version']);

/** Return the first table whose copy cannot be of a moment between the two counts; null when all can. */
function differingTable(
  tables: readonly string[],
  previousRowCounts: RowCounts,
  copied: RowCounts,
  after: RowCounts,
): string | null {
  if (Object.keys(copied).length !== Object.keys(previousRowCounts).length) return 'the list of tables';
  return (
    tables.find((name) => {
      const count = copied[name] ?? 0;
      return count < (previousRowCounts[name] ?? 0) || count > (after[name] ?? 0);
    }) ?? null
  );
}
