import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { ChangePerson } from '#sync/protocol/admin-api.ts';
import { forgetSecondFactors } from '../identity/second-factors.ts';
import { endSessions } from '../identity/sessions.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import { isOpen, openLogs } from '../access/open-logs.ts';
import { joinProgramme, programmeLogs } from '../access/programme.ts';
import { revokeDevice } from './revoke-device.ts';

export type ChangeRefusal = 'unknown' | 'oneself';

/**
 * Changes what a person is or may do, for another one: nobody gives themselves a role, and so there is always an
 * administrator left. Refuses who is unknown or was taken out.
 */
export async function changePerson(
  tx: StoreTransaction,
  by: PersonId,
  change: ChangePerson,
  nowMs: number,
): Promise<Result<true, ChangeRefusal>> {
  const { person } = change;
  if (person === by) return refuse('oneself');
  const row = await tx
    .selectFrom('persons')
    .select(['role', 'every_log', 'deactivated_ms'])
    .where('person', '=', person)
    .executeTakeFirst();
  if (row === undefined || row.deactivated_ms !== null) return refuse('unknown');

  switch (change.act) {
    case 'role':
      await changeRole(tx, person, change.role, row.every_log === 1);
      return ok(true);
    case 'deactivate':
      await deactivate(tx, person, nowMs);
      return ok(true);
    case 'reset-sign-in':
      await forgetSecondFactors(tx, person);
      return ok(true);
    case 'give': {
      const { log, role } = change;
      if (!(await isOpen(tx, log))) return refuse('unknown');
      await tx
        .insertInto('grants')
        .values({ log, person, role })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return ok(true);
    }
    case 'take':
      await take(tx, change, row.role);
      return ok(true);
  }
}

/** Whoever has their role in every log has the new one there. Sessions end: they were opened under the old one. */
async function changeRole(
  tx: StoreTransaction,
  person: PersonId,
  role: Role,
  inEveryLog: boolean,
): Promise<void> {
  await tx.updateTable('persons').set({ role }).where('person', '=', person).execute();
  await endSessions(tx, person);
  if (!inEveryLog) return changeInProgramme(tx, person, role);
  await tx.deleteFrom('grants').where('person', '=', person).execute();
  const logs = await openLogs(tx);
  if (logs.length === 0) return;
  await tx
    .insertInto('grants')
    .values(logs.map((log) => ({ log, person, role })))
    .execute();
}

/** In the programme's log everybody has their own role, and no other. */
async function changeInProgramme(tx: StoreTransaction, person: PersonId, role: Role): Promise<void> {
  const logs = await programmeLogs(tx);
  if (logs.length === 0) return;
  await tx.deleteFrom('grants').where('person', '=', person).where('log', 'in', logs).execute();
  if (role !== 'admin') await joinProgramme(tx, { person });
}

async function deactivate(tx: StoreTransaction, person: PersonId, nowMs: number): Promise<void> {
  await tx
    .updateTable('persons')
    .set({ deactivated_ms: nowMs, every_log: 0 })
    .where('person', '=', person)
    .execute();
  await tx.deleteFrom('grants').where('person', '=', person).execute();
  await tx.deleteFrom('codes').where('person', '=', person).execute();
  await forgetSecondFactors(tx, person);
  const devices = await tx.selectFrom('devices').select('device').where('person', '=', person).execute();
  for (const { device } of devices) await revokeDevice(tx, { device, wipe: false, nowMs });
}

/** With the last role in a log the sessions end; an administrator needs none. */
async function take(
  tx: StoreTransaction,
  { person, log, role }: Extract<ChangePerson, { act: 'take' }>,
  ownRole: Role,
): Promise<void> {
  await tx
    .deleteFrom('grants')
    .where('person', '=', person)
    .where('log', '=', log)
    .where('role', '=', role)
    .execute();
  const left = await tx.selectFrom('grants').select('log').where('person', '=', person).executeTakeFirst();
  if (left === undefined && ownRole !== 'admin') await endSessions(tx, person);
}
