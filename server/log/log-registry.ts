import type { LogId, PersonId } from '#domain/ids.ts';
import {
  parameterChunksOf,
  type ServerStore,
  type StoreTransaction,
  type RuntimeDependencies,
} from '../db/open-store.ts';
import type { LogsTable } from '../db/tables.ts';

type NewLogRow = Pick<LogsTable, 'log' | 'kind' | 'title' | 'country'>;

/** Open an empty log. People with a role in every log get it in this one too; in the programme's, everybody does. */
export async function addLog(
  tx: StoreTransaction,
  { nowMs }: RuntimeDependencies,
  { log, kind, title, country }: NewLogRow,
): Promise<LogId> {
  await tx
    .insertInto('logs')
    .values({ log, kind, title, country, next_place: 1, made_ms: nowMs() })
    .execute();
  const everywhere = await tx
    .selectFrom('persons')
    .select(['person', 'role'])
    .where('every_log', '=', 1)
    .execute();
  if (everywhere.length > 0)
    await tx
      .insertInto('grants')
      .values(everywhere.map(({ person, role }) => ({ log, person, role })))
      .execute();
  if (kind === 'programme') await grantProgrammeRoles(tx, { log });
  return log;
}

/** Find the programme's log: the oldest of the kind. Null before it is opened. */
export async function findProgrammeLog(tx: StoreTransaction): Promise<LogId | null> {
  const [log] = await listProgrammeLogs(tx);
  return log ?? null;
}

export async function listProgrammeLogs(tx: StoreTransaction): Promise<readonly LogId[]> {
  const rows = await tx
    .selectFrom('logs')
    .select('log')
    .where('kind', '=', 'programme')
    .orderBy('made_ms')
    .orderBy('log')
    .execute();
  return rows.map(({ log }) => log);
}

/**
 * Grant everybody their own role in the programme's log, since laptops get their instruments from there. Not to an
 * administrator, who reads no log (docs/requirements.md A3). For a new person, or for a new log.
 */
export async function grantProgrammeRoles(
  tx: StoreTransaction,
  { person, log }: { readonly person?: PersonId; readonly log?: LogId },
): Promise<void> {
  let query = tx
    .selectFrom('logs')
    .innerJoin('persons', (join) => join.onTrue())
    .select(['logs.log', 'persons.person', 'persons.role'])
    .where('logs.kind', '=', 'programme')
    .where('persons.deactivated_ms', 'is', null)
    .where('persons.role', '!=', 'admin');
  if (person !== undefined) query = query.where('persons.person', '=', person);
  if (log !== undefined) query = query.where('logs.log', '=', log);
  for (const some of parameterChunksOf(await query.execute()))
    await tx
      .insertInto('grants')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** List the open logs. An erased log counts as none: nobody gets a role in it. */
export async function listOpenLogs(store: ServerStore | StoreTransaction): Promise<readonly LogId[]> {
  const rows = await store
    .selectFrom('logs')
    .select('log')
    .where('erased_ms', 'is', null)
    .orderBy('log')
    .execute();
  return rows.map(({ log }) => log);
}

/** Return whether such a log is open. */
export async function isLogOpen(store: ServerStore | StoreTransaction, log: LogId): Promise<boolean> {
  const row = await findLogRow(store, log);
  return row !== undefined && row.erased_ms === null;
}

/** Return whether such a log existed and was erased (docs/requirements.md E). */
export async function wasLogErased(store: ServerStore | StoreTransaction, log: string): Promise<boolean> {
  const row = await findLogRow(store, log);
  return row !== undefined && row.erased_ms !== null;
}

const findLogRow = (store: ServerStore | StoreTransaction, log: string) =>
  store
    .selectFrom('logs')
    .select('erased_ms')
    .where('log', '=', log as LogId) // only compared
    .executeTakeFirst();
