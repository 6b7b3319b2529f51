import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { ChangePerson } from '#sync/protocol/admin-api.ts';
import type { WaitingAct } from '#sync/protocol/approvals-api.ts';
import { audit } from '../identity/audit.ts';
import { forgetSecondFactors } from '../identity/second-factors.ts';
import { endSessions } from '../identity/sessions.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Asked, askFor } from './approvals.ts';
import { revokeDevice } from './revoke-device.ts';

export type ChangeRefusal = 'unknown' | 'oneself';

/**
 * Changes what a person is or may do, for another one, with its audit line: nobody gives themselves a role, and so there
 * is always an administrator left. Whatever takes something away is done at once; the rest may wait for a second person.
 * Refuses who is unknown or was taken out.
 */
export async function changePerson(
  tx: StoreTransaction,
  surroundings: Surroundings,
  by: PersonId,
  change: ChangePerson,
): Promise<Result<Asked, ChangeRefusal>> {
  const { person } = change;
  if (person === by) return refuse('oneself');
  const row = await tx
    .selectFrom('persons')
    .select(['role', 'deactivated_ms'])
    .where('person', '=', person)
    .executeTakeFirst();
  if (row === undefined || row.deactivated_ms !== null) return refuse('unknown');
  if (change.act !== 'deactivate' && change.act !== 'take')
    return askFor(tx, surroundings, by, actOf(change));
  if (change.act === 'deactivate') await deactivate(tx, person, surroundings.nowMs());
  else await take(tx, change, row.role);
  const { act, ...subject } = change;
  await audit(tx, surroundings, { actor: by, act: act === 'take' ? 'take-grant' : act, subject });
  return ok({ approval: null });
}

function actOf(change: Exclude<ChangePerson, { act: 'deactivate' | 'take' }>): WaitingAct {
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

async function deactivate(tx: StoreTransaction, person: PersonId, nowMs: number): Promise<void> {
  await tx
    .updateTable('persons')
    .set({ deactivated_ms: nowMs, every_log: 0, admin_since_ms: null, confirmed_ms: null })
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
