import type { LogId, PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { WaitingAct } from '#sync/protocol/approvals-api.ts';
import { hasSecondFactor } from '../identity/second-factors.ts';
import type { StoreTransaction } from '../store/open-store.ts';

/** How long after a person was added the administrator alone lets them in for the first time. */
const firstDayMs = 24 * 60 * 60 * 1_000;

/** Roles that see or steer beyond the missions in which somebody gave them a role. */
const headquartersRoles: ReadonlySet<Role> = new Set<Role>(['admin', 'dpo', 'manager']);

/**
 * Does an act need a second person (docs/threat-model.md, "No administrator alone")? Only what lets somebody act as
 * another person, or reach what is written.
 */
export async function needsConsent(
  tx: StoreTransaction,
  by: PersonId,
  act: WaitingAct,
  nowMs: number,
): Promise<boolean> {
  switch (act.kind) {
    case 'add-person':
      return headquartersRoles.has(act.role);
    case 'change-role':
      return headquartersRoles.has(act.role) || (await isInEveryLog(tx, act.person));
    case 'reset-sign-in':
      return hasSecondFactor(tx, act.person);
    case 'grant':
      return hasEntries(tx, act.log);
    case 'enrol-code':
      // In their own session people let their own laptops in.
      return act.person !== by && !(await isNewcomer(tx, by, act.person, nowMs));
    case 'console-code':
      // Beside a second factor a code opens nothing.
      if (await hasSecondFactor(tx, act.person)) return false;
      return (
        !(await isNewcomer(tx, by, act.person, nowMs)) && !(await wasJustReset(tx, by, act.person, nowMs))
      );
  }
}

const hasEntries = async (tx: StoreTransaction, log: LogId): Promise<boolean> =>
  (await tx.selectFrom('entries').select('place').where('log', '=', log).limit(1).executeTakeFirst()) !==
  undefined;

async function isInEveryLog(tx: StoreTransaction, person: PersonId): Promise<boolean> {
  const row = await tx
    .selectFrom('persons')
    .select('every_log')
    .where('person', '=', person)
    .executeTakeFirst();
  return row?.every_log === 1;
}

/**
 * Was this person added within a day, by the asker or the command line, never let in yet, and is there nothing that they
 * would read? Then nobody could be deceived in their name. Whom the command line vouches for gets their first code there.
 */
async function isNewcomer(
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
  if (row === undefined || row.added_ms <= nowMs - firstDayMs) return false;
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
    .where('logs.kind', '=', 'mission')
    .limit(1)
    .executeTakeFirst();
  return written === undefined;
}

/** Somebody agreed within a day that the asker resets this person's sign-in: that is meant for a code. */
async function wasJustReset(
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
    .where('decided_ms', '>', nowMs - firstDayMs)
    .executeTakeFirst();
  return reset !== undefined;
}
