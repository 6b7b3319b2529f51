import type { LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { ServerStore, StoreTransaction } from '../db/open-store.ts';
import { grantInForce } from './read-conditions.ts';

/** Read the roles of one person in one log, within this transaction. */
export async function rolesInLog(
  tx: ServerStore | StoreTransaction,
  logId: LogId,
  personId: PersonId,
): Promise<readonly Role[]> {
  const rows = await tx
    .selectFrom('grants')
    .select('role')
    .distinct()
    .where('log', '=', logId)
    .where('person', '=', personId)
    .where(grantInForce())
    .execute();
  return rows.map(({ role }) => role);
}

/**
 * Read the roles for an act in the console. An administrator is one in every log there, and may do the
 * writes that only administrators may (`permitWrite`). Reading follows another rule (`mayReadLog`).
 */
export async function rolesInConsole(
  tx: ServerStore | StoreTransaction,
  logId: LogId,
  personId: PersonId,
): Promise<readonly Role[]> {
  const roles = await rolesInLog(tx, logId, personId);
  const row = await tx
    .selectFrom('persons')
    .select('role')
    .where('person', '=', personId)
    .where('deactivated_ms', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return [];
  return row.role === 'admin' && !roles.includes('admin') ? [...roles, 'admin'] : roles;
}
