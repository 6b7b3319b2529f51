import { PostgresAdapter } from 'kysely';
import type { UnfitReason } from '#api/approvals-api.ts';
import { PendingAct } from '#api/pending-act.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { deskReaderRoles } from '#domain/kinds/rights.ts';
import type { GroupRole, Role } from '#domain/people/role.ts';
import { gainSubjectOf } from '../auth/groups.ts';
import { notifyPerson } from '../auth/notices.ts';
import { activateApprovedCode, deleteApprovedCode } from '../auth/one-time-codes.ts';
import { hasSecondFactor } from '../auth/second-factors.ts';
import { secondPersonRefusal } from '../auth/second-person.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { newUuid, type RuntimeDependencies, type StoreTransaction } from '../db/open-store.ts';
import type { ApprovalsTable } from '../db/tables-access.ts';
import { findDeskLog, isLogOpen } from '../log/log-registry.ts';
import { performAuditedAct } from './perform-act.ts';

/** Time after a person was added in which the administrator alone may let them in first. */
const newcomerPeriodMs = 24 * 60 * 60 * 1_000;

/** Roles that see or steer beyond the missions in which they were granted. */
const crossMissionRoles: ReadonlySet<Role> = new Set<Role>(['admin', 'dpo', 'manager']);

/**
 * Return whether an act needs a second person (docs/threat-model.md, "No administrator alone"). Only acts that let
 * somebody act as another person, or reach content, do.
 */
export async function needsSecondPerson(
  tx: StoreTransaction,
  by: PersonId,
  pendingAct: PendingAct,
  nowMs: number,
): Promise<boolean> {
  switch (pendingAct.kind) {
    case 'erase-value':
    case 'seal-key':
      return true;
    case 'add-person':
      return crossMissionRoles.has(pendingAct.role);
    case 'change-role':
      return (
        crossMissionRoles.has(pendingAct.role) ||
        (await opensDeskContent(tx, pendingAct.role)) ||
        (await isInEveryLog(tx, pendingAct.person))
      );
    case 'reset-sign-in':
      return hasSecondFactor(tx, pendingAct.person);
    case 'grant':
      return hasLogEntries(tx, pendingAct.log);
    case 'grant-many':
      return (await logsWithEntries(tx, pendingAct.logs)).size > 0;
    case 'grant-every-log':
      return true;
    case 'group-members':
    case 'group-roles':
      return needsSecondPersonForRoles(tx, pendingAct.roles);
    case 'enrol-code':
      // In their own session people let their own laptops in.
      return pendingAct.person !== by && !(await isNewPerson(tx, by, pendingAct.person, nowMs));
    case 'console-code':
      // For a person with a second factor a code opens nothing.
      if (await hasSecondFactor(tx, pendingAct.person)) return false;
      return (
        !(await isNewPerson(tx, by, pendingAct.person, nowMs)) &&
        !(await wasSignInJustReset(tx, by, pendingAct.person, nowMs))
      );
  }
}

/** Return whether giving these roles to one person would wait: a group is no way around. */
async function needsSecondPersonForRoles(
  tx: StoreTransaction,
  groupRoles: readonly GroupRole[],
): Promise<boolean> {
  if (groupRoles.some(({ log }) => log === null)) return true;
  const logIds = groupRoles.flatMap(({ log }) => log ?? []);
  return (await logsWithEntries(tx, logIds)).size > 0;
}

const hasLogEntries = async (tx: StoreTransaction, logId: LogId): Promise<boolean> =>
  (await tx.selectFrom('entries').select('place').where('log', '=', logId).limit(1).executeTakeFirst()) !==
  undefined;

/** Return those of these logs that somebody wrote in: a role there opens content. */
export async function logsWithEntries(
  tx: StoreTransaction,
  logIds: readonly LogId[],
): Promise<ReadonlySet<LogId>> {
  const written = new Set<LogId>();
  for (const logId of logIds) if (await hasLogEntries(tx, logId)) written.add(logId);
  return written;
}

/** Return whether a person with this role of their own would read requests that the desk has recorded. */
async function opensDeskContent(tx: StoreTransaction, role: Role): Promise<boolean> {
  if (!deskReaderRoles.includes(role)) return false;
  const deskLogId = await findDeskLog(tx);
  return deskLogId !== null && (await hasLogEntries(tx, deskLogId));
}

async function isInEveryLog(tx: StoreTransaction, personId: PersonId): Promise<boolean> {
  const row = await tx
    .selectFrom('persons')
    .select('every_log')
    .where('person', '=', personId)
    .executeTakeFirst();
  return row?.every_log === 1;
}

/**
 * Return whether this person is new. New: added within a day by the asker or the command line, never let in, with
 * nothing to read. Nobody could be deceived in their name then. A person that the command line confirms gets their
 * first code there.
 */
async function isNewPerson(
  tx: StoreTransaction,
  by: PersonId,
  personId: PersonId,
  nowMs: number,
): Promise<boolean> {
  const row = await tx
    .selectFrom('persons')
    .select(['added_ms', 'confirmed_ms', 'every_log'])
    .where('person', '=', personId)
    .executeTakeFirst();
  if (row === undefined || row.added_ms <= nowMs - newcomerPeriodMs) return false;
  if (row.confirmed_ms !== null || row.every_log === 1) return false;
  const ties = await tx
    .selectFrom('administrator_ties')
    .select('tied_to')
    .where('person', '=', personId)
    .execute();
  if (ties.some(({ tied_to: otherPersonId }) => otherPersonId !== by)) return false;
  const deviceId = await tx
    .selectFrom('devices')
    .select('device')
    .where('person', '=', personId)
    .where('at_headquarters', 'is', null)
    .executeTakeFirst();
  if (deviceId !== undefined || (await hasSecondFactor(tx, personId))) return false;
  const written = await tx
    .selectFrom('grants')
    .innerJoin('logs', 'logs.log', 'grants.log')
    .innerJoin('entries', 'entries.log', 'grants.log')
    .select('grants.log')
    .where('grants.person', '=', personId)
    .where('logs.kind', 'in', ['mission', 'desk'])
    .limit(1)
    .executeTakeFirst();
  return written === undefined;
}

/**
 * Return whether somebody approved within a day that the asker resets this person's sign-in. Such an approval covers
 * the code that follows.
 */
async function wasSignInJustReset(
  tx: StoreTransaction,
  by: PersonId,
  personId: PersonId,
  nowMs: number,
): Promise<boolean> {
  const reset = await tx
    .selectFrom('approvals')
    .select('id')
    .where('person', '=', personId)
    .where('asked_by', '=', by)
    .where('kind', '=', 'reset-sign-in')
    .where('state', '=', 'approved')
    .where('decided_ms', '>', nowMs - newcomerPeriodMs)
    .executeTakeFirst();
  return reset !== undefined;
}

/** Time for a second person; afterwards the act is over and may be requested again. */
export const approvalLifetimeMs = 3 * 24 * 60 * 60 * 1_000;
const approvalMinuteMs = 60_000;

export type ActRefusal = 'unknown' | 'lastAdministrator';

/** Act done at once, or waiting for a second person under this id; `person` is the one concerned. */
export type RequestedAct = { readonly approval: string | null; readonly person?: PersonId };

/**
 * Perform an act where one administrator is enough; otherwise keep it for a second person. That is an independent
 * administrator, the command line, or the person concerned. The last needs a laptop or a session from before. Refuses
 * an unknown or deactivated person, and an act that would leave no administrator.
 */
export async function requestAct(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  by: PersonId,
  pendingAct: PendingAct,
): Promise<Result<RequestedAct, ActRefusal>> {
  const nowMs = dependencies.nowMs();
  if (!(await needsSecondPerson(tx, by, pendingAct, nowMs))) {
    if (pendingAct.kind === 'console-code')
      await notifyConcernedPerson(tx, dependencies, by, pendingAct, null);
    const done = await performAuditedAct(tx, dependencies, { by }, pendingAct);
    // A group cannot have changed: the asker's transaction holds its lock.
    if (done.ok) return ok({ approval: null });
    return refuse(done.refusal === 'changed' ? 'unknown' : done.refusal);
  }
  if (pendingAct.kind !== 'add-person' && !(await isActivePerson(tx, pendingAct.person)))
    return refuse('unknown');
  if (pendingAct.kind === 'grant' && !(await isLogOpen(tx, pendingAct.log))) return refuse('unknown');
  const open = await findSameRequest(tx, pendingAct, nowMs);
  if (open !== null) return ok(open);
  const over = { subject: '{}' }; // nobody decided: the requested values are deleted as well
  await tx
    .updateTable('approvals')
    .set(over)
    .where('ends_ms', '<', nowMs)
    // An erasure is done at its end.
    .where('kind', '!=', 'erase-value')
    .execute();
  const id = newUuid(dependencies);
  await tx
    .insertInto('approvals')
    .values({
      id,
      kind: pendingAct.kind,
      subject: JSON.stringify(pendingAct),
      person: pendingAct.person,
      asked_by: by,
      asked_ms: nowMs,
      ends_ms: nowMs + approvalLifetimeMs,
      state: 'waiting',
    })
    .execute();
  await notifyConcernedPerson(tx, dependencies, by, pendingAct, id);
  const { kind, ...subject } = pendingAct;
  await appendAuditLine(tx, dependencies, {
    actor: by,
    act: 'ask-approval',
    subject: { approval: id, kind, ...('group' in pendingAct ? gainSubjectOf(pendingAct) : subject) },
  });
  return ok({ approval: id });
}

/**
 * Find a waiting request for the same act, of whichever administrator: it is answered with that one. Each code is of
 * one request.
 */
async function findSameRequest(
  tx: StoreTransaction,
  pendingAct: PendingAct,
  nowMs: number,
): Promise<RequestedAct | null> {
  if (pendingAct.kind === 'enrol-code' || pendingAct.kind === 'console-code') return null;
  const rows = await tx
    .selectFrom('approvals')
    .select(['id', 'person', 'subject'])
    .where('kind', '=', pendingAct.kind)
    .where('state', '=', 'waiting')
    .where('ends_ms', '>=', nowMs)
    .orderBy('asked_ms')
    .execute();
  const same = rows.find(({ subject }) => wantsSame(PendingAct.parse(JSON.parse(subject)), pendingAct));
  return same === undefined ? null : { approval: same.id, person: same.person };
}

/** A person to add has an id of each request; the name and the role are the same. */
function wantsSame(open: PendingAct, pendingAct: PendingAct): boolean {
  if (open.kind === 'add-person' && pendingAct.kind === 'add-person')
    return open.name === pendingAct.name && open.role === pendingAct.role;
  return JSON.stringify(open) === JSON.stringify(pendingAct);
}

export type ApprovalRefusal = ActRefusal | 'over' | 'changed' | UnfitReason;

/** Decision of an administrator, of the command line (`by` null), or of the person concerned. */
export interface ApprovalDecision {
  readonly approval: string;
  readonly by: PersonId | null;
  readonly decision: 'approve' | 'refuse';
  /** True when the person decides about their own access, on a device or in a session from before (N2). */
  readonly isOwn?: boolean;
}

/**
 * End a waiting act. Everybody who sees it may refuse it, also a code that was approved and not yet used. Approval
 * takes a second person (`secondPersonRefusal`).
 */
export async function decideApproval(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { approval, by, decision, isOwn = false }: ApprovalDecision,
): Promise<Result<true, ApprovalRefusal>> {
  const nowMs = dependencies.nowMs();
  const row = await lockApproval(tx, approval);
  if (row === undefined) return refuse('unknown');
  if (row.ends_ms < nowMs || row.state === 'refused') return refuse('over');
  const actor = by ?? 'command line';
  const subject = { approval, kind: row.kind, person: row.person };
  if (decision === 'refuse') {
    const isCode = row.kind === 'enrol-code' || row.kind === 'console-code';
    if (row.state === 'approved' && !isCode) return refuse('over');
    await deleteApprovedCode(tx, approval);
    await endApproval(tx, row, { state: 'refused', actor, nowMs });
    await appendAuditLine(tx, dependencies, { actor, act: 'refuse-approval', subject });
    return ok(true);
  }
  if (row.state === 'approved') return refuse('over');
  if (by !== null && !isOwn) {
    const ask = { approver: by, asker: row.asked_by, subject: row.person, askedMs: row.asked_ms };
    const unfitReason = await secondPersonRefusal(tx, ask);
    if (unfitReason !== null) return refuse(unfitReason);
  }
  // The command line asked for it: there it is no second person.
  if (by === null && row.kind === 'seal-key') return refuse('asker');
  const pendingAct = PendingAct.parse(JSON.parse(row.subject));
  const done = await performAuditedAct(tx, dependencies, { by: row.asked_by, approvedBy: actor }, pendingAct);
  if (!done.ok) return done;
  if ('minutes' in pendingAct)
    await activateApprovedCode(tx, approval, nowMs + pendingAct.minutes * approvalMinuteMs);
  await endApproval(tx, row, { state: 'approved', actor, nowMs });
  await appendAuditLine(tx, dependencies, { actor, act: 'give-approval', subject });
  return ok(true);
}

/** Lock the row, so that two parallel decisions do not both perform the act. */
const lockApproval = (tx: StoreTransaction, id: string) =>
  tx
    .selectFrom('approvals')
    .selectAll()
    .where('id', '=', id)
    .$if(tx.getExecutor().adapter instanceof PostgresAdapter, (query) => query.forUpdate())
    .executeTakeFirst();

/** End an act and delete its content, such as the name of a person to add. */
async function endApproval(
  tx: StoreTransaction,
  { id }: Pick<ApprovalsTable, 'id'>,
  ending: { readonly state: 'approved' | 'refused'; readonly actor: string; readonly nowMs: number },
): Promise<void> {
  await tx
    .updateTable('approvals')
    .set({ state: ending.state, subject: '{}', decided_by: ending.actor, decided_ms: ending.nowMs })
    .where('id', '=', id)
    .execute();
}

/** Notify the person concerned. */
async function notifyConcernedPerson(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  by: PersonId,
  { kind, person }: PendingAct,
  approval: string | null,
): Promise<void> {
  if (kind !== 'enrol-code' && kind !== 'console-code' && kind !== 'reset-sign-in') return;
  const waits = approval !== null && { approval, endsMs: dependencies.nowMs() + approvalLifetimeMs };
  const told = kind === 'enrol-code' ? 'deviceWaiting' : 'signInReset';
  await notifyPerson(tx, dependencies, { person, kind: told, by, ...waits });
}

async function isActivePerson(tx: StoreTransaction, personId: PersonId): Promise<boolean> {
  const row = await tx
    .selectFrom('persons')
    .select('deactivated_ms')
    .where('person', '=', personId)
    .executeTakeFirst();
  return row !== undefined && row.deactivated_ms === null;
}
