import { PostgresAdapter } from 'kysely';
import { PendingAct, type UnfitReason } from '#api/approvals-api.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { LogId, PersonId } from '#domain/ids.ts';
import { deskReaderRoles } from '#domain/kinds/rights.ts';
import type { GroupRole, Role } from '#domain/people/role.ts';
import { gainSubjectOf } from '../auth/groups.ts';
import { notifyPerson } from '../auth/notices.ts';
import { activateApprovedCode, deleteApprovedCode } from '../auth/one-time-codes.ts';
import { secondPersonRefusal } from '../auth/persons.ts';
import { hasSecondFactor } from '../auth/second-factors.ts';
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
  act: PendingAct,
  nowMs: number,
): Promise<boolean> {
  switch (act.kind) {
    case 'erase-value':
    case 'seal-key':
      return true;
    case 'add-person':
      return crossMissionRoles.has(act.role);
    case 'change-role':
      return (
        crossMissionRoles.has(act.role) ||
        (await opensDeskContent(tx, act.role)) ||
        (await isInEveryLog(tx, act.person))
      );
    case 'reset-sign-in':
      return hasSecondFactor(tx, act.person);
    case 'grant':
      return hasLogEntries(tx, act.log);
    case 'grant-many':
      return (await logsWithEntries(tx, act.logs)).size > 0;
    case 'grant-every-log':
      return true;
    case 'group-members':
    case 'group-roles':
      return needsSecondPersonForRoles(tx, act.roles);
    case 'enrol-code':
      // In their own session people let their own laptops in.
      return act.person !== by && !(await isNewPerson(tx, by, act.person, nowMs));
    case 'console-code':
      // For a person with a second factor a code opens nothing.
      if (await hasSecondFactor(tx, act.person)) return false;
      return (
        !(await isNewPerson(tx, by, act.person, nowMs)) &&
        !(await wasSignInJustReset(tx, by, act.person, nowMs))
      );
  }
}

/** Return whether giving these roles to one person would wait: a group is no way around. */
async function needsSecondPersonForRoles(
  tx: StoreTransaction,
  roles: readonly GroupRole[],
): Promise<boolean> {
  if (roles.some(({ log }) => log === null)) return true;
  const logs = roles.flatMap(({ log }) => log ?? []);
  return (await logsWithEntries(tx, logs)).size > 0;
}

const hasLogEntries = async (tx: StoreTransaction, log: LogId): Promise<boolean> =>
  (await tx.selectFrom('entries').select('place').where('log', '=', log).limit(1).executeTakeFirst()) !==
  undefined;

/** Return those of these logs that somebody wrote in: a role there opens content. */
export async function logsWithEntries(
  tx: StoreTransaction,
  logs: readonly LogId[],
): Promise<ReadonlySet<LogId>> {
  const written = new Set<LogId>();
  for (const log of logs) if (await hasLogEntries(tx, log)) written.add(log);
  return written;
}

/** Return whether a person with this role of their own would read requests that the desk has recorded. */
async function opensDeskContent(tx: StoreTransaction, role: Role): Promise<boolean> {
  if (!deskReaderRoles.includes(role)) return false;
  const desk = await findDeskLog(tx);
  return desk !== null && (await hasLogEntries(tx, desk));
}

async function isInEveryLog(tx: StoreTransaction, person: PersonId): Promise<boolean> {
  const row = await tx
    .selectFrom('persons')
    .select('every_log')
    .where('person', '=', person)
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
  person: PersonId,
  nowMs: number,
): Promise<boolean> {
  const row = await tx
    .selectFrom('persons')
    .select(['added_ms', 'confirmed_ms', 'every_log'])
    .where('person', '=', person)
    .executeTakeFirst();
  if (row === undefined || row.added_ms <= nowMs - newcomerPeriodMs) return false;
  if (row.confirmed_ms !== null || row.every_log === 1) return false;
  const ties = await tx
    .selectFrom('administrator_ties')
    .select('tied_to')
    .where('person', '=', person)
    .execute();
  if (ties.some(({ tied_to: other }) => other !== by)) return false;
  const device = await tx
    .selectFrom('devices')
    .select('device')
    .where('person', '=', person)
    .where('at_headquarters', 'is', null)
    .executeTakeFirst();
  if (device !== undefined || (await hasSecondFactor(tx, person))) return false;
  const written = await tx
    .selectFrom('grants')
    .innerJoin('logs', 'logs.log', 'grants.log')
    .innerJoin('entries', 'entries.log', 'grants.log')
    .select('grants.log')
    .where('grants.person', '=', person)
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
  person: PersonId,
  nowMs: number,
): Promise<boolean> {
  const reset = await tx
    .selectFrom('approvals')
    .select('id')
    .where('person', '=', person)
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
  act: PendingAct,
): Promise<Result<RequestedAct, ActRefusal>> {
  const nowMs = dependencies.nowMs();
  if (!(await needsSecondPerson(tx, by, act, nowMs))) {
    if (act.kind === 'console-code') await notifyConcernedPerson(tx, dependencies, by, act, null);
    const done = await performAuditedAct(tx, dependencies, { by }, act);
    // A group cannot have changed: the asker's transaction holds its lock.
    if (done.ok) return ok({ approval: null });
    return refuse(done.refusal === 'changed' ? 'unknown' : done.refusal);
  }
  if (act.kind !== 'add-person' && !(await isActivePerson(tx, act.person))) return refuse('unknown');
  if (act.kind === 'grant' && !(await isLogOpen(tx, act.log))) return refuse('unknown');
  const open = await findSameRequest(tx, act, nowMs);
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
      kind: act.kind,
      subject: JSON.stringify(act),
      person: act.person,
      asked_by: by,
      asked_ms: nowMs,
      ends_ms: nowMs + approvalLifetimeMs,
      state: 'waiting',
    })
    .execute();
  await notifyConcernedPerson(tx, dependencies, by, act, id);
  const { kind, ...subject } = act;
  await appendAuditLine(tx, dependencies, {
    actor: by,
    act: 'ask-approval',
    subject: { approval: id, kind, ...('group' in act ? gainSubjectOf(act) : subject) },
  });
  return ok({ approval: id });
}

/**
 * Find a waiting request for the same act, of whichever administrator: it is answered with that one. Each code is of
 * one request.
 */
async function findSameRequest(
  tx: StoreTransaction,
  act: PendingAct,
  nowMs: number,
): Promise<RequestedAct | null> {
  if (act.kind === 'enrol-code' || act.kind === 'console-code') return null;
  const rows = await tx
    .selectFrom('approvals')
    .select(['id', 'person', 'subject'])
    .where('kind', '=', act.kind)
    .where('state', '=', 'waiting')
    .where('ends_ms', '>=', nowMs)
    .orderBy('asked_ms')
    .execute();
  const same = rows.find(({ subject }) => wantsSame(PendingAct.parse(JSON.parse(subject)), act));
  return same === undefined ? null : { approval: same.id, person: same.person };
}

/** A person to add has an id of each request; the name and the role are the same. */
function wantsSame(open: PendingAct, act: PendingAct): boolean {
  if (open.kind === 'add-person' && act.kind === 'add-person')
    return open.name === act.name && open.role === act.role;
  return JSON.stringify(open) === JSON.stringify(act);
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
    const unfit = await secondPersonRefusal(tx, ask);
    if (unfit !== null) return refuse(unfit);
  }
  // The command line asked for it: there it is no second person.
  if (by === null && row.kind === 'seal-key') return refuse('asker');
  const act = PendingAct.parse(JSON.parse(row.subject));
  const done = await performAuditedAct(tx, dependencies, { by: row.asked_by, approvedBy: actor }, act);
  if (!done.ok) return done;
  if ('minutes' in act) await activateApprovedCode(tx, approval, nowMs + act.minutes * approvalMinuteMs);
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

async function isActivePerson(tx: StoreTransaction, person: PersonId): Promise<boolean> {
  const row = await tx
    .selectFrom('persons')
    .select('deactivated_ms')
    .where('person', '=', person)
    .executeTakeFirst();
  return row !== undefined && row.deactivated_ms === null;
}
