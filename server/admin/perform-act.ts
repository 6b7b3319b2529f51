import type { PendingAct } from '#api/pending-act.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import { leaveGroups, performGroupGain } from '../auth/groups.ts';
import { addPerson, isLastAdministrator } from '../auth/persons.ts';
import { grantProgrammeRoles, listGrantableLogs, revokeProgrammeRoles } from '../auth/programme-roles.ts';
import { deleteSecondFactors } from '../auth/second-factors.ts';
import { tieAdministrators } from '../auth/second-person.ts';
import { endSessionsOfPerson } from '../auth/sessions.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { parameterChunksOf, type RuntimeDependencies, type StoreTransaction } from '../db/open-store.ts';
import { isLogOpen } from '../log/log-registry.ts';
import { eraseRequestedValues } from '../retention/requested-erasures.ts';
import { publishSealKey } from './publish-seal-key.ts';

/**
 * Change a person's role, also in every log for a person who has theirs everywhere. Sessions end: they were opened
 * under the old role. A new administrator reads no mission, and loses all roles in them.
 */
async function changePersonRole(
  tx: StoreTransaction,
  personId: PersonId,
  role: Role,
  { by, inEveryLog, nowMs }: { readonly by: PersonId; readonly inEveryLog: boolean; readonly nowMs: number },
): Promise<void> {
  await tx
    .updateTable('persons')
    .set({ role, admin_since_ms: role === 'admin' ? nowMs : null })
    .where('person', '=', personId)
    .execute();
  await endSessionsOfPerson(tx, personId);
  if (role === 'admin') {
    await leaveGroups(tx, personId);
    await tx.deleteFrom('grants').where('person', '=', personId).execute();
  } else await withdrawRequests(tx, personId, by, nowMs);
  if (!inEveryLog) return changeProgrammeRole(tx, personId);
  await tx.deleteFrom('grants').where('person', '=', personId).where('source', '=', '').execute();
  const logIds = await listGrantableLogs(tx);
  if (logIds.length > 0)
    await tx
      .insertInto('grants')
      .values(logIds.map((log) => ({ log, person: personId, role })))
      .execute();
  await grantProgrammeRoles(tx, { person: personId });
}

/** End the waiting requests and unused codes of a person who is no administrator any more. */
export async function withdrawRequests(
  tx: StoreTransaction,
  personId: PersonId,
  by: PersonId,
  nowMs: number,
): Promise<void> {
  await tx
    .updateTable('approvals')
    .set({ state: 'refused', subject: '{}', decided_by: by, decided_ms: nowMs })
    .where('asked_by', '=', personId)
    .where('state', '=', 'waiting')
    .execute();
  await tx.deleteFrom('codes').where('made_by', '=', personId).where('used_by', 'is', null).execute();
}

/** Give a person their role in every open log; later logs follow (`addLog`). Other roles stay. */
async function grantEveryLog(tx: StoreTransaction, personId: PersonId, role: Role): Promise<void> {
  await tx.updateTable('persons').set({ every_log: 1 }).where('person', '=', personId).execute();
  const logIds = await listGrantableLogs(tx);
  for (const some of parameterChunksOf(logIds.map((log) => ({ log, person: personId, role }))))
    await tx
      .insertInto('grants')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Set the roles in the logs of the programme and its desk, where everybody has their own role and no other. */
async function changeProgrammeRole(tx: StoreTransaction, personId: PersonId): Promise<void> {
  await revokeProgrammeRoles(tx, personId);
  await grantProgrammeRoles(tx, { person: personId });
}

/** Person who acts, and person who approved where needed: a person's id, or `command line`. */
interface ActParticipants {
  readonly by: PersonId;
  readonly approvedBy?: string;
}

/** Perform an act with its audit line. Codes are made at their request. Refuses an unknown or deactivated person, and a group with others than stated. */
export async function performAuditedAct(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { by, approvedBy }: ActParticipants,
  pendingAct: PendingAct,
): Promise<Result<true, 'unknown' | 'changed' | 'lastAdministrator'>> {
  if (pendingAct.kind === 'group-members' || pendingAct.kind === 'group-roles')
    return performGroupGain(
      tx,
      dependencies,
      { by, ...(approvedBy !== undefined && { approvedBy }) },
      pendingAct,
    );
  if (pendingAct.kind === 'erase-value') {
    await eraseRequestedValues(tx, dependencies, { by, approvedBy }, pendingAct);
    return ok(true);
  }
  if (pendingAct.kind === 'seal-key') {
    const change = {
      act: 'create-seal-key',
      role: pendingAct.role,
      recipient: pendingAct.recipient,
      by,
      approvedBy,
    } as const;
    const done = await publishSealKey(tx, dependencies, change);
    // The asker is no administrator any more, or the programme is gone.
    return done.ok ? done : refuse('unknown');
  }
  if (pendingAct.kind === 'grant-many') {
    const { person, logs, role } = pendingAct;
    for (const logId of logs) {
      // A log that was erased meanwhile is left out.
      if (!(await isLogOpen(tx, logId))) continue;
      const grant = { kind: 'grant', person, log: logId, role } as const;
      const given = await performAuditedAct(
        tx,
        dependencies,
        { by, ...(approvedBy !== undefined && { approvedBy }) },
        grant,
      );
      if (!given.ok) return given;
    }
    return ok(true);
  }
  const done = await applyAct(tx, dependencies, by, pendingAct);
  if (!done.ok) return done;
  const { kind: name, ...subject } = pendingAct;
  await appendAuditLine(tx, dependencies, {
    actor: by,
    act: name,
    subject: { ...subject, ...(approvedBy !== undefined && { approvedBy }) },
  });
  return done;
}

async function applyAct(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  by: PersonId,
  act: Exclude<
    PendingAct,
    { kind: 'grant-many' | 'group-members' | 'group-roles' | 'erase-value' | 'seal-key' }
  >,
): Promise<Result<true, 'unknown' | 'lastAdministrator'>> {
  if (act.kind === 'add-person') {
    const { person, name, role } = act;
    await addPerson(tx, dependencies, { person, name, role, by, inEveryLog: false });
    return ok(true);
  }
  const { person } = act;
  const row = await tx
    .selectFrom('persons')
    .select(['role', 'every_log', 'deactivated_ms'])
    .where('person', '=', person)
    .executeTakeFirst();
  if (row === undefined || row.deactivated_ms !== null) return refuse('unknown');
  switch (act.kind) {
    case 'change-role': {
      if (act.role !== 'admin' && (await isLastAdministrator(tx, person))) return refuse('lastAdministrator');
      await changePersonRole(tx, person, act.role, {
        by,
        inEveryLog: row.every_log === 1,
        nowMs: dependencies.nowMs(),
      });
      await tieAdministrators(tx, person, by);
      return ok(true);
    }
    case 'reset-sign-in':
      await deleteSecondFactors(tx, person);
      await tieAdministrators(tx, person, by);
      return ok(true);
    case 'grant': {
      const { log, role } = act;
      // They may have become an administrator meanwhile, who reads no mission.
      if (row.role === 'admin' || !(await isLogOpen(tx, log))) return refuse('unknown');
      await tx
        .insertInto('grants')
        .values({ log, person, role })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      return ok(true);
    }
    case 'grant-every-log':
      // Somebody agreed to this role, and to no other one.
      if (row.role !== act.role || row.role === 'admin') return refuse('unknown');
      await grantEveryLog(tx, person, act.role);
      return ok(true);
    case 'enrol-code':
      return ok(true);
    case 'console-code':
      // The asker could have used the code themselves.
      await tieAdministrators(tx, person, by);
      return ok(true);
  }
}
