import type { UnfitReason } from '#api/approvals-api.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { ServerStore, StoreTransaction } from '../db/open-store.ts';
import { readSecondFactors } from './second-factors.ts';

/** Minimum time as an administrator and with a second factor, before a person's approval counts. */
const minimumSeniorityMs = 7 * 24 * 60 * 60 * 1_000;

/**
 * Record that `by` added a person, gave them a role of headquarters, or let them in. The two never count as two people
 * from then on. A confirmation by the command line ends (`confirmAdministrator`).
 */
export async function tieAdministrators(
  tx: StoreTransaction,
  personId: PersonId,
  by: PersonId,
): Promise<void> {
  if (personId === by) return;
  await tx
    .insertInto('administrator_ties')
    .values({ person: personId, tied_to: by })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx.updateTable('persons').set({ confirmed_ms: null }).where('person', '=', personId).execute();
}

/**
 * Confirm an administrator by the operator of the server; they count at once. For a young installation, and where one
 * of two administrators added the other. Refuses others, and one without a second factor.
 */
export async function confirmAdministrator(
  tx: StoreTransaction,
  personId: PersonId,
  nowMs: number,
): Promise<Result<true, 'noAdministrator' | 'noFactor'>> {
  const row = await findAdministrator(tx, personId);
  if (row === undefined) return refuse('noAdministrator');
  if ((await oldestSecondFactorMs(tx, personId)) === null) return refuse('noFactor');
  await tx.deleteFrom('administrator_ties').where('person', '=', personId).execute();
  await tx.updateTable('persons').set({ confirmed_ms: nowMs }).where('person', '=', personId).execute();
  return ok(true);
}

/** Person who approves another's request, with the time of the request. */
interface SecondPersonCheck {
  readonly approver: PersonId;
  readonly asker: PersonId;
  /** Person concerned. */
  readonly subject: PersonId;
  readonly askedMs: number;
}

/**
 * Check that the approver is a second person. They must not be the asker or the person concerned, nor tied to the
 * asker. An administrator needs a second factor for seven days before the request, or a confirmation by the command
 * line.
 * @returns the reason why not; null when they are
 */
export async function secondPersonRefusal(
  store: ServerStore | StoreTransaction,
  { approver, asker, subject, askedMs }: SecondPersonCheck,
): Promise<UnfitReason | null> {
  if (approver === asker) return 'asker';
  if (approver === subject) return 'subject';
  const tie = await store
    .selectFrom('administrator_ties')
    .select('person')
    .where((eb) =>
      eb.or([eb.and({ person: approver, tied_to: asker }), eb.and({ person: asker, tied_to: approver })]),
    )
    .executeTakeFirst();
  if (tie !== undefined) return 'tied';
  const row = await findAdministrator(store, approver);
  if (row === undefined || row.admin_since_ms === null) return 'recent';
  if (row.confirmed_ms !== null) return null;
  const factorMs = await oldestSecondFactorMs(store, approver);
  const since = Math.max(row.admin_since_ms, factorMs ?? Number.POSITIVE_INFINITY);
  return since <= askedMs - minimumSeniorityMs ? null : 'recent';
}

/** Return since when a person has had a second factor, in milliseconds; null without one. A reset restarts it. */
export async function oldestSecondFactorMs(
  store: ServerStore | StoreTransaction,
  personId: PersonId,
): Promise<number | null> {
  const { passkeys, authenticatorSinceMs } = await readSecondFactors(store, personId);
  const times = passkeys.map(({ madeAtMs }) => madeAtMs);
  if (authenticatorSinceMs !== null) times.push(authenticatorSinceMs);
  return times.length === 0 ? null : Math.min(...times);
}

const findAdministrator = (store: ServerStore | StoreTransaction, personId: PersonId) =>
  store
    .selectFrom('persons')
    .select(['admin_since_ms', 'confirmed_ms'])
    .where('person', '=', personId)
    .where('role', '=', 'admin')
    .where('deactivated_ms', 'is', null)
    .executeTakeFirst();
