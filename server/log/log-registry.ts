import type { LogId, PersonId } from '#domain/ids.ts';
import { parameterChunksOf, type ServerStore, type StoreTransaction } from '../db/open-store.ts';
import type { LogsTable } from '../db/tables.ts';
import type { RuntimeDependencies } from '../runtime-dependencies.ts';

type NewLogRow = Pick<LogsTable, 'log' | 'kind' | 'title' | 'country'>;

/** Opens an empty log. Whoever has a role in every log gets it in this one too; in the programme's, everybody. */
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

/** The programme's log: the oldest of the kind. Null before it is opened. */
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
 * Everybody reads the programme's log, for laptops get their instruments from there, and has their own role in it. Not
 * an administrator, who reads no log (domain.md A3). For a new person, or for a new log.
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

/** The logs that there are. One whose content was erased is none any more: nobody gets a role in it. */
export async function listOpenLogs(store: ServerStore | StoreTransaction): Promise<readonly LogId[]> {
  const rows = await store
    .selectFrom('logs')
    .select('log')
    .where('erased_ms', 'is', null)
    .orderBy('log')
    .execute();
  return rows.map(({ log }) => log);
}

/** Is there such a log? */
export async function isLogOpen(store: ServerStore | StoreTransaction, log: LogId): Promise<boolean> {
  const row = await findLogRow(store, log);
  return row !== undefined && row.erased_ms === null;
}

/** Was there such a log, and its content was erased (domain.md E)? */
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
