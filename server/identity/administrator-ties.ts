import type { PersonId } from '#domain/ids.ts';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { Unfit } from '#sync/protocol/approvals-api.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { readSecondFactors } from './second-factors.ts';

/** How long somebody has been an administrator, and has had a way to sign in, before their consent counts. */
export const seniorityMs = 7 * 24 * 60 * 60 * 1_000;

/**
 * Notes that `by` added a person, gave them a role of headquarters, or let them in. The two never count as two people
 * from then on, and the command line's word for the person is over (`confirmAdministrator`).
 */
export async function tieAdministrators(tx: StoreTransaction, person: PersonId, by: PersonId): Promise<void> {
  if (person === by) return;
  await tx
    .insertInto('administrator_ties')
    .values({ person, tied_to: by })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx.updateTable('persons').set({ confirmed_ms: null }).where('person', '=', person).execute();
}

/**
 * The operator of the server vouches for an administrator, who then counts at once: on a young installation, and where
 * one of two administrators had added the other. Refuses who is none, or has no second factor that could be meant.
 */
export async function confirmAdministrator(
  tx: StoreTransaction,
  person: PersonId,
  nowMs: number,
): Promise<Result<true, 'noAdministrator' | 'noFactor'>> {
  const row = await administrator(tx, person);
  if (row === undefined) return refuse('noAdministrator');
  if ((await oldestFactorMs(tx, person)) === null) return refuse('noFactor');
  await tx.deleteFrom('administrator_ties').where('person', '=', person).execute();
  await tx.updateTable('persons').set({ confirmed_ms: nowMs }).where('person', '=', person).execute();
  return ok(true);
}

/** Who agrees to what somebody else asked for, and since when it is asked for. */
export interface SecondPerson {
  readonly approver: PersonId;
  readonly asker: PersonId;
  /** Whom it concerns. */
  readonly subject: PersonId;
  readonly askedMs: number;
}

/**
 * Is the approver a second person? Neither who asked nor whom it concerns; not tied to the asker in either direction;
 * an administrator with a second factor for seven days before the asking, or one for whom the command line vouched.
 *
 * @returns why not; null when they are.
 */
export async function unfitness(
  store: Store | StoreTransaction,
  { approver, asker, subject, askedMs }: SecondPerson,
): Promise<Unfit | null> {
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
  const row = await administrator(store, approver);
  if (row === undefined || row.admin_since_ms === null) return 'recent';
  if (row.confirmed_ms !== null) return null;
  const factorMs = await oldestFactorMs(store, approver);
  const since = Math.max(row.admin_since_ms, factorMs ?? Number.POSITIVE_INFINITY);
  return since <= askedMs - seniorityMs ? null : 'recent';
}

/** Since when a person can sign in by more than a code, in milliseconds; null while they cannot. A reset begins anew. */
export async function oldestFactorMs(
  store: Store | StoreTransaction,
  person: PersonId,
): Promise<number | null> {
  const { passkeys, authenticatorSinceMs } = await readSecondFactors(store, person);
  const times = passkeys.map(({ madeAtMs }) => madeAtMs);
  if (authenticatorSinceMs !== null) times.push(authenticatorSinceMs);
  return times.length === 0 ? null : Math.min(...times);
}

const administrator = (store: Store | StoreTransaction, person: PersonId) =>
  store
    .selectFrom('persons')
    .select(['admin_since_ms', 'confirmed_ms'])
    .where('person', '=', person)
    .where('role', '=', 'admin')
    .where('deactivated_ms', 'is', null)
    .executeTakeFirst();
