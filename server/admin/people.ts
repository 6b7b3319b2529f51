import { ok, refuse, type Result } from '#base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { ChangePersonRequest, PeopleAnswer } from '#api/admin-api.ts';
import type { PendingAct } from '#api/approvals-api.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { deleteSecondFactors } from '../auth/second-factors.ts';
import { endSessionsOfPerson } from '../auth/sessions.ts';
import type { ServerStore, StoreTransaction, RuntimeDependencies } from '../db/open-store.ts';
import { requestAct, type RequestedAct } from './approvals.ts';
import { revokeDevice } from './revoke-device.ts';

/** Read all people by name, with their rights and factors, and all logs. No content. */
export async function readPeopleAnswer(store: ServerStore): Promise<PeopleAnswer> {
  const persons = await store.selectFrom('persons').selectAll().orderBy('name').orderBy('person').execute();
  const logs = await store
    .selectFrom('logs')
    .select(['log', 'kind', 'title', 'country'])
    .where('erased_ms', 'is', null)
    .orderBy('made_ms')
    .orderBy('log')
    .execute();
  const grants = groupByPerson(
    await store.selectFrom('grants').selectAll().orderBy('log').orderBy('role').execute(),
  );
  const devices = groupByPerson(
    await store
      .selectFrom('devices')
      .select('person')
      .where('state', '=', 'active')
      .where('at_headquarters', 'is', null)
      .execute(),
  );
  const passkeys = groupByPerson(await store.selectFrom('passkeys').select('person').execute());
  const authenticators = groupByPerson(
    await store.selectFrom('authenticators').select('person').where('confirmed_ms', 'is not', null).execute(),
  );
  return {
    logs,
    people: persons.map(({ person, name, role, ...row }) => ({
      person,
      name,
      role,
      everyLog: row.every_log === 1,
      addedAtMs: row.added_ms,
      deactivatedAtMs: row.deactivated_ms,
      hasSecondFactor: passkeys.has(person) || authenticators.has(person),
      devices: devices.get(person)?.length ?? 0,
      grants: (grants.get(person) ?? []).map(({ log, role: inLog }) => ({ log, role: inLog })),
    })),
  };
}

function groupByPerson<Row extends { readonly person: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.person, [...(groups.get(row.person) ?? []), row]);
  return groups;
}

export type PersonChangeRefusal = 'unknown' | 'oneself';

/**
 * Change another person's role or rights, with an audit line. Nobody gives themselves a role, so an administrator
 * always remains. A loss of rights is done at once; other changes may wait for a second person. Refuses an unknown or
 * deactivated person.
 */
export async function changePerson(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  by: PersonId,
  change: ChangePersonRequest,
): Promise<Result<RequestedAct, PersonChangeRefusal>> {
  const { person } = change;
  if (person === by) return refuse('oneself');
  const row = await tx
    .selectFrom('persons')
    .select(['role', 'deactivated_ms'])
    .where('person', '=', person)
    .executeTakeFirst();
  if (row === undefined || row.deactivated_ms !== null) return refuse('unknown');
  if (change.act !== 'deactivate' && change.act !== 'take')
    return requestAct(tx, dependencies, by, waitingActOf(change));
  if (change.act === 'deactivate') await deactivatePerson(tx, person, dependencies.nowMs());
  else await revokeGrant(tx, change, row.role);
  const { act, ...subject } = change;
  await appendAuditLine(tx, dependencies, { actor: by, act: act === 'take' ? 'take-grant' : act, subject });
  return ok({ approval: null });
}

function waitingActOf(change: Exclude<ChangePersonRequest, { act: 'deactivate' | 'take' }>): PendingAct {
  const { person } = change;
  switch (change.act) {
    case 'role':
      return { kind: 'change-role', person, role: change.role };
    case 'give':
      return { kind: 'grant', person, log: change.log, role: change.role };
    case 'reset-sign-in':
      return { kind: 'reset-sign-in', person };
  }
}

async function deactivatePerson(tx: StoreTransaction, person: PersonId, nowMs: number): Promise<void> {
  await tx
    .updateTable('persons')
    .set({ deactivated_ms: nowMs, every_log: 0, admin_since_ms: null, confirmed_ms: null })
    .where('person', '=', person)
    .execute();
  await tx.deleteFrom('grants').where('person', '=', person).execute();
  await tx.deleteFrom('codes').where('person', '=', person).execute();
  await deleteSecondFactors(tx, person);
  const devices = await tx.selectFrom('devices').select('device').where('person', '=', person).execute();
  for (const { device } of devices) await revokeDevice(tx, { device, wipe: false, nowMs });
}

/** Revoke a grant. With the last role in a log the sessions end; an administrator needs none. */
async function revokeGrant(
  tx: StoreTransaction,
  { person, log, role }: Extract<ChangePersonRequest, { act: 'take' }>,
  ownRole: Role,
): Promise<void> {
  await tx
    .deleteFrom('grants')
    .where('person', '=', person)
    .where('log', '=', log)
    .where('role', '=', role)
    .execute();
  const left = await tx.selectFrom('grants').select('log').where('person', '=', person).executeTakeFirst();
  if (left === undefined && ownRole !== 'admin') await endSessionsOfPerson(tx, person);
}
