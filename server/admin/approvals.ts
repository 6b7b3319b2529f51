import { PostgresAdapter } from 'kysely';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import { type Unfit, WaitingAct } from '#sync/protocol/approvals-api.ts';
import { isOpen } from '../access/open-logs.ts';
import { unfitness } from '../identity/administrator-ties.ts';
import { audit } from '../identity/audit.ts';
import { allowCode, dropCode } from '../identity/one-time-codes.ts';
import { tellPerson } from '../identity/notices.ts';
import type { StoreTransaction } from '../store/open-store.ts';
import type { ApprovalsTable } from '../store/tables-approvals.ts';
import { newUuid, type Surroundings } from '../surroundings.ts';
import { needsConsent } from './needs-consent.ts';
import { performAct } from './perform-act.ts';

/** How long a second person has; then the act is over and may be asked for again. */
export const approvalLifetimeMs = 3 * 24 * 60 * 60 * 1_000;
const minuteMs = 60_000;

/** Done at once, or waiting for a second person under this id. */
export type Asked = { readonly approval: string | null };

/**
 * Carries an act out where one administrator is enough, and else keeps it for a second person: an independent
 * administrator, the command line, or the person whom it concerns, on a laptop or in a session that they already had.
 * Refuses who is unknown or was taken out.
 */
export async function askFor(
  tx: StoreTransaction,
  surroundings: Surroundings,
  by: PersonId,
  act: WaitingAct,
): Promise<Result<Asked, 'unknown'>> {
  const nowMs = surroundings.nowMs();
  if (!(await needsConsent(tx, by, act, nowMs))) {
    if (act.kind === 'console-code') await tell(tx, surroundings, by, act, null);
    const done = await performAct(tx, surroundings, { by }, act);
    return done.ok ? ok({ approval: null }) : done;
  }
  if (act.kind !== 'add-person' && !(await isOneOfUs(tx, act.person))) return refuse('unknown');
  if (act.kind === 'grant' && !(await isOpen(tx, act.log))) return refuse('unknown');
  const over = { subject: '{}' }; // nobody decided: what was asked for stays nowhere either
  await tx.updateTable('approvals').set(over).where('ends_ms', '<', nowMs).execute();
  const id = newUuid(surroundings);
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
  await tell(tx, surroundings, by, act, id);
  const { kind, ...subject } = act;
  await audit(tx, surroundings, {
    actor: by,
    act: 'ask-approval',
    subject: { approval: id, kind, ...subject },
  });
  return ok({ approval: id });
}

export type DecisionRefusal = 'unknown' | 'over' | Unfit;

/** An administrator's decision, the command line's (`by` null), or that of the person whom the act concerns. */
export interface Decision {
  readonly approval: string;
  readonly by: PersonId | null;
  readonly decision: 'approve' | 'refuse';
  /** True where the person decides about their own access, on a device or in a session from before (N2). */
  readonly isOwn?: boolean;
}

/**
 * Ends an act that waits. Everybody who sees it may refuse it; a code that was agreed to and not used yet can still be
 * refused. Agreeing takes a second person (`unfitness`).
 */
export async function decide(
  tx: StoreTransaction,
  surroundings: Surroundings,
  { approval, by, decision, isOwn = false }: Decision,
): Promise<Result<true, DecisionRefusal>> {
  const nowMs = surroundings.nowMs();
  const row = await lockApproval(tx, approval);
  if (row === undefined) return refuse('unknown');
  if (row.ends_ms < nowMs || row.state === 'refused') return refuse('over');
  const actor = by ?? 'command line';
  const subject = { approval, kind: row.kind, person: row.person };
  if (decision === 'refuse') {
    const isCode = row.kind === 'enrol-code' || row.kind === 'console-code';
    if (row.state === 'approved' && !isCode) return refuse('over');
    await dropCode(tx, approval);
    await end(tx, row, { state: 'refused', actor, nowMs });
    await audit(tx, surroundings, { actor, act: 'refuse-approval', subject });
    return ok(true);
  }
  if (row.state === 'approved') return refuse('over');
  if (by !== null && !isOwn) {
    const ask = { approver: by, asker: row.asked_by, subject: row.person, askedMs: row.asked_ms };
    const unfit = await unfitness(tx, ask);
    if (unfit !== null) return refuse(unfit);
  }
  const act = WaitingAct.parse(JSON.parse(row.subject));
  const done = await performAct(tx, surroundings, { by: row.asked_by, approvedBy: actor }, act);
  if (!done.ok) return done;
  if ('minutes' in act) await allowCode(tx, approval, nowMs + act.minutes * minuteMs);
  await end(tx, row, { state: 'approved', actor, nowMs });
  await audit(tx, surroundings, { actor, act: 'give-approval', subject });
  return ok(true);
}

/** Two who decide at the same time do not both carry it out. */
const lockApproval = (tx: StoreTransaction, id: string) =>
  tx
    .selectFrom('approvals')
    .selectAll()
    .where('id', '=', id)
    .$if(tx.getExecutor().adapter instanceof PostgresAdapter, (query) => query.forUpdate())
    .executeTakeFirst();

/** What the act said goes with its end: a name that was asked for stays nowhere. */
async function end(
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

/** The person whose access it is hears of it at once. */
async function tell(
  tx: StoreTransaction,
  surroundings: Surroundings,
  by: PersonId,
  { kind, person }: WaitingAct,
  approval: string | null,
): Promise<void> {
  if (kind !== 'enrol-code' && kind !== 'console-code' && kind !== 'reset-sign-in') return;
  const waits = approval !== null && { approval, endsMs: surroundings.nowMs() + approvalLifetimeMs };
  const told = kind === 'enrol-code' ? 'deviceWaiting' : 'signInReset';
  await tellPerson(tx, surroundings, { person, kind: told, by, ...waits });
}

async function isOneOfUs(tx: StoreTransaction, person: PersonId): Promise<boolean> {
  const row = await tx
    .selectFrom('persons')
    .select('deactivated_ms')
    .where('person', '=', person)
    .executeTakeFirst();
  return row !== undefined && row.deactivated_ms === null;
}
