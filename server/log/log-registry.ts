import { createHash } from 'node:crypto';
import { LogId } from '#domain/ids.ts';
import { grantGroupRoles } from '../auth/groups.ts';
import { grantProgrammeRoles } from '../auth/programme-roles.ts';
import { lockLog } from '../db/log-lock.ts';
import type { RuntimeDependencies, ServerStore, StoreTransaction } from '../db/open-store.ts';
import type { LogsTable } from '../db/tables.ts';

type NewLogRow = Pick<LogsTable, 'log' | 'kind' | 'title' | 'country'>;

/** Open an empty log. People and groups with a role in every log get it in this one too; in the programme's, everybody does. */
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
  // The desk has its own readers, independent of their roles elsewhere.
  if (everywhere.length > 0 && kind !== 'desk')
    await tx
      .insertInto('grants')
      .values(everywhere.map(({ person, role }) => ({ log, person, role })))
      .execute();
  if (kind === 'mission') await grantGroupRoles(tx, log);
  else await grantProgrammeRoles(tx, { log });
  return log;
}

/** Find the programme's log: the oldest of the kind. Null before it is opened. */
export async function findProgrammeLog(tx: ServerStore | StoreTransaction): Promise<LogId | null> {
  const [logId] = await listProgrammeLogs(tx);
  return logId ?? null;
}

/** List the logs of programmes, oldest first. */
export async function listProgrammeLogs(tx: ServerStore | StoreTransaction): Promise<readonly LogId[]> {
  const rows = await tx
    .selectFrom('logs')
    .select('log')
    .where('kind', '=', 'programme')
    .orderBy('made_ms')
    .orderBy('log')
    .execute();
  return rows.map(({ log }) => log);
}

/** Find the log of the programme's desk: its requests. Null before the first request. */
export async function findDeskLog(store: ServerStore | StoreTransaction): Promise<LogId | null> {
  const row = await store
    .selectFrom('logs')
    .select('log')
    .where('kind', '=', 'desk')
    .orderBy('made_ms')
    .orderBy('log')
    .executeTakeFirst();
  return row?.log ?? null;
}

/** Open the desk of the programme, or find it. Two people who open it at once get the same. */
export async function openDeskLog(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
): Promise<LogId | null> {
  const knownLogId = await findDeskLog(tx);
  const programmeId = knownLogId === null ? await findProgrammeLog(tx) : null;
  if (programmeId === null) return knownLogId;
  await lockLog(tx, programmeId);
  // Somebody may have opened it while this waited for the lock.
  const openedLogId = await findDeskLog(tx);
  if (openedLogId !== null) return openedLogId;
  const log = deskIdOf(programmeId);
  return addLog(tx, dependencies, { log, kind: 'desk', title: '', country: null });
}

/** Version 8 identifier from the hash of the programme's. */
function deskIdOf(programmeId: LogId): LogId {
  const hash = createHash('sha256').update(`desk ${programmeId}`).digest('hex');
  const parts = [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`];
  return LogId.parse([...parts, hash.slice(20, 32)].join('-'));
}

/** List the open logs. An erased log counts as none. */
export async function listOpenLogs(store: ServerStore | StoreTransaction): Promise<readonly LogId[]> {
  const rows = await store
    .selectFrom('logs')
    .select('log')
    .where('erased_ms', 'is', null)
    .orderBy('log')
    .execute();
  return rows.map(({ log }) => log);
}

/** Return whether such a log is open, and not the desk's: people may be given roles in it. */
export async function isLogOpen(store: ServerStore | StoreTransaction, logId: LogId): Promise<boolean> {
  const row = await findLogRow(store, logId);
  return row !== undefined && row.erased_ms === null && row.kind !== 'desk';
}

/** Return whether such a log existed and was erased (docs/requirements.md E). */
export async function wasLogErased(store: ServerStore | StoreTransaction, log: string): Promise<boolean> {
  const row = await findLogRow(store, log);
  return row !== undefined && row.erased_ms !== null;
}

const findLogRow = (store: ServerStore | StoreTransaction, log: string) =>
  store
    .selectFrom('logs')
    .select(['erased_ms', 'kind'])
    .where('log', '=', log as LogId) // only compared
    .executeTakeFirst();
