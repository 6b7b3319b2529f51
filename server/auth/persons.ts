import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { lockSubject, type RuntimeDependencies, type StoreTransaction } from '../db/open-store.ts';
import { grantProgrammeRoles, listGrantableLogs } from './programme-roles.ts';
import { tieAdministrators } from './second-person.ts';

interface PersonToAdd {
  readonly person: PersonId;
  readonly name: string;
  readonly role: Role;
  /** Whether the person gets this role in every log, also in later ones. */
  readonly inEveryLog: boolean;
  /** Administrator who adds them; left out at the command line, which confirms the administrators that it adds. */
  readonly by?: PersonId;
}

/** Add a person with their role. An administrator who was added by another waits for confirmation. */
export async function addPerson(
  tx: StoreTransaction,
  { nowMs }: RuntimeDependencies,
  { person, name, role, inEveryLog, by }: PersonToAdd,
): Promise<void> {
  const added = nowMs();
  await tx
    .insertInto('persons')
    .values({
      person,
      name,
      role,
      every_log: inEveryLog ? 1 : 0,
      added_ms: added,
      admin_since_ms: role === 'admin' ? added : null,
      confirmed_ms: role === 'admin' && by === undefined ? added : null,
    })
    .execute();
  if (by !== undefined) await tieAdministrators(tx, person, by);
  if (!inEveryLog) return grantProgrammeRoles(tx, { person });
  const logIds = await listGrantableLogs(tx);
  if (logIds.length > 0)
    await tx
      .insertInto('grants')
      .values(logIds.map((log) => ({ log, person, role })))
      .execute();
  await grantProgrammeRoles(tx, { person });
}

/**
 * Return whether a person is the only administrator left. Holds a lock until the transaction ends, so that two who
 * remove each other at once leave one.
 */
export async function isLastAdministrator(tx: StoreTransaction, personId: PersonId): Promise<boolean> {
  await lockSubject(tx, 'administrators');
  const rows = await tx
    .selectFrom('persons')
    .select('person')
    .where('role', '=', 'admin')
    .where('deactivated_ms', 'is', null)
    .limit(2)
    .execute();
  return rows.length === 1 && rows[0]?.person === personId;
}
