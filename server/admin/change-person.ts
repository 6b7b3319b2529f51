import type { ChangePersonRequest, GrantManyRequest, GrantManyResponse } from '#api/admin-api.ts';
import type { PendingAct } from '#api/pending-act.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { AuditAct } from '#domain/audit-act.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { leaveGroups } from '../auth/groups.ts';
import { isLastAdministrator } from '../auth/persons.ts';
import { listGrantableLogs } from '../auth/programme-roles.ts';
import { deleteSecondFactors } from '../auth/second-factors.ts';
import { endSessionsWithoutRole } from '../auth/sessions.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { RuntimeDependencies, StoreTransaction } from '../db/open-store.ts';
import { setMailOfPerson } from '../mail/mail-queue.ts';
import { logsWithEntries, type RequestedAct, requestAct } from './approvals.ts';
import { withdrawRequests } from './perform-act.ts';
import { revokeDevice } from './revoke-device.ts';

/** `unsuited`: an administrator reads no log. */
type PersonChangeRefusal = 'unknown' | 'oneself' | 'unsuited' | 'lastAdministrator';

/**
 * Change another person's role or rights, with an audit line. The last administrator stays. A loss of rights is done at once; other changes may wait for a second person. Refuses an unknown or
 * deactivated person.
 */
export async function changePerson(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  by: PersonId,
  changePersonRequest: ChangePersonRequest,
): Promise<Result<RequestedAct, PersonChangeRefusal>> {
  const { person } = changePersonRequest;
  if (person === by) return refuse('oneself');
  const row = await tx
    .selectFrom('persons')
    .select(['name', 'role', 'every_log', 'deactivated_ms'])
    .where('person', '=', person)
    .executeTakeFirst();
  if (row === undefined || row.deactivated_ms !== null) return refuse('unknown');
  const { role } = row;
  const line = (act: AuditAct, subject: object) =>
    appendAuditLine(tx, dependencies, { actor: by, act, subject: { person, ...subject } });
  switch (changePersonRequest.act) {
    case 'give-every-log':
      if (role === 'admin') return refuse('unsuited');
      if (row.every_log === 1) return ok({ approval: null });
      return requestAct(tx, dependencies, by, { kind: 'grant-every-log', person, role });
    case 'give':
      if (role === 'admin') return refuse('unsuited');
      return requestAct(tx, dependencies, by, waitingActOf(changePersonRequest));
    case 'role':
    case 'reset-sign-in':
      return requestAct(tx, dependencies, by, waitingActOf(changePersonRequest));
    case 'rename':
      if (changePersonRequest.name === row.name) return ok({ approval: null });
      await tx
        .updateTable('persons')
        .set({ name: changePersonRequest.name })
        .where('person', '=', person)
        .execute();
      await line('rename-person', { from: row.name, name: changePersonRequest.name });
      break;
    case 'mail':
      await setMailOfPerson(tx, person, changePersonRequest.mail);
      // The address itself stays out of the trail, which nobody can erase.
      await line('change-mail', { has: changePersonRequest.mail !== null });
      break;
    case 'take-every-log':
      await takeEveryLog(tx, person, role);
      await line('take-every-log', { role });
      break;
    case 'deactivate':
      if (await isLastAdministrator(tx, person)) return refuse('lastAdministrator');
      await deactivatePerson(tx, person, by, dependencies.nowMs());
      await line('deactivate', {});
      break;
    case 'take':
      await revokeGrant(tx, changePersonRequest, role);
      await line('take-grant', { log: changePersonRequest.log, role: changePersonRequest.role });
      break;
  }
  return ok({ approval: null });
}

/**
 * Give one role to several people in several logs, all or none. Roles in empty logs are given at once, the others wait
 * for a second person. Refuses an unknown or deactivated person, an administrator, a log that is not open, and oneself.
 */
export async function grantMany(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  by: PersonId,
  { people, logs, role }: GrantManyRequest,
): Promise<Result<GrantManyResponse, PersonChangeRefusal>> {
  if (people.includes(by)) return refuse('oneself');
  const open = new Set(await listGrantableLogs(tx));
  if (logs.some((log) => !open.has(log))) return refuse('unknown');
  const active = await tx
    .selectFrom('persons')
    .select(['person', 'role'])
    .where('person', 'in', people)
    .where('deactivated_ms', 'is', null)
    .execute();
  const wanted = [...new Set(people)];
  if (active.length < wanted.length) return refuse('unknown');
  if (active.some((one) => one.role === 'admin')) return refuse('unsuited');
  const written = await logsWithEntries(tx, logs);
  const counts = { given: 0, waiting: 0 };
  for (const personId of wanted) {
    const heldLogIds = await tx
      .selectFrom('grants')
      .select('log')
      .where('person', '=', personId)
      .where('role', '=', role)
      .where('source', '=', '')
      .execute();
    const has = new Set(heldLogIds.map(({ log }) => log));
    const missing = [...new Set(logs)].filter((log) => !has.has(log));
    const [waitingLogIds, given] = [
      missing.filter((log) => written.has(log)),
      missing.filter((log) => !written.has(log)),
    ];
    for (const logIds of [waitingLogIds, given]) {
      if (logIds.length === 0) continue;
      const asked = await requestAct(tx, dependencies, by, {
        kind: 'grant-many',
        person: personId,
        logs: logIds,
        role,
      });
      if (!asked.ok) return asked;
    }
    counts.given += given.length;
    counts.waiting += waitingLogIds.length;
  }
  return ok(counts);
}

function waitingActOf(
  change: Extract<ChangePersonRequest, { act: 'role' | 'give' | 'reset-sign-in' }>,
): PendingAct {
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

async function deactivatePerson(
  tx: StoreTransaction,
  personId: PersonId,
  by: PersonId,
  nowMs: number,
): Promise<void> {
  await tx
    .updateTable('persons')
    .set({ deactivated_ms: nowMs, every_log: 0, admin_since_ms: null, confirmed_ms: null })
    .where('person', '=', personId)
    .execute();
  await leaveGroups(tx, personId);
  await tx.deleteFrom('grants').where('person', '=', personId).execute();
  await tx.deleteFrom('codes').where('person', '=', personId).execute();
  await withdrawRequests(tx, personId, by, nowMs);
  await deleteSecondFactors(tx, personId);
  await setMailOfPerson(tx, personId, null);
  const deviceIds = await tx.selectFrom('devices').select('device').where('person', '=', personId).execute();
  for (const { device } of deviceIds) await revokeDevice(tx, { device, wipe: false, nowMs });
}

/** Remove the own role in every log from the missions; roles by groups stay. The programme's log stays, as everybody's. */
async function takeEveryLog(tx: StoreTransaction, personId: PersonId, role: Role): Promise<void> {
  await tx.updateTable('persons').set({ every_log: 0 }).where('person', '=', personId).execute();
  await tx
    .deleteFrom('grants')
    .where('person', '=', personId)
    .where('role', '=', role)
    .where('source', '=', '')
    .where('log', 'in', (eb) => eb.selectFrom('logs').select('logs.log').where('logs.kind', '=', 'mission'))
    .execute();
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
    .where('source', '=', '')
    .execute();
  if (ownRole !== 'admin') await endSessionsWithoutRole(tx, person);
}
