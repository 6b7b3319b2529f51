import { ok, type Result, refuse } from '#base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import {
  lockSubject,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';

/** Remove a passkey, or the authenticator (null). The last factor stays, so that nobody locks themselves out. */
export const removeSecondFactor = (
  store: ServerStore,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  passkey: string | null,
): Promise<Result<SecondFactors, 'last-factor' | 'not-found'>> =>
  store.transaction().execute(async (tx) => {
    // Two removals at once would each see the other's factor.
    await lockSubject(tx, 'secondFactors');
    const { passkeys, authenticatorSinceMs } = await readSecondFactors(tx, personId);
    const isThere =
      passkey === null ? authenticatorSinceMs !== null : passkeys.some(({ id }) => id === passkey);
    if (!isThere) return refuse('not-found');
    if (passkeys.length + (authenticatorSinceMs === null ? 0 : 1) === 1) return refuse('last-factor');
    await (passkey === null
      ? tx.deleteFrom('authenticators').where('person', '=', personId)
      : tx.deleteFrom('passkeys').where('person', '=', personId).where('credential', '=', passkey)
    ).execute();
    await appendAuditLine(tx, dependencies, { actor: personId, act: 'remove-factor', subject: { passkey } });
    return ok(await readSecondFactors(tx, personId));
  });

/** Factors of a person beside a code. */
interface SecondFactors {
  readonly passkeys: readonly {
    readonly id: string;
    readonly label: string;
    readonly madeAtMs: number;
    readonly usedAtMs: number | null;
  }[];
  readonly authenticatorSinceMs: number | null;
}

/** Read the passkeys of a person, oldest first, and the time at which their authenticator was confirmed. */
export async function readSecondFactors(
  store: ServerStore | StoreTransaction,
  personId: PersonId,
): Promise<SecondFactors> {
  const passkeys = await store
    .selectFrom('passkeys')
    .select(['credential', 'label', 'made_ms', 'used_ms'])
    .where('person', '=', personId)
    .orderBy('made_ms')
    .execute();
  const authenticator = await store
    .selectFrom('authenticators')
    .select('confirmed_ms')
    .where('person', '=', personId)
    .executeTakeFirst();
  return {
    passkeys: passkeys.map(({ credential, label, made_ms: madeAtMs, used_ms: usedAtMs }) => ({
      id: credential,
      label,
      madeAtMs,
      usedAtMs,
    })),
    authenticatorSinceMs: authenticator?.confirmed_ms ?? null,
  };
}

/** Return whether the person has a passkey or a confirmed authenticator. */
export async function hasSecondFactor(
  store: ServerStore | StoreTransaction,
  personId: PersonId,
): Promise<boolean> {
  const { passkeys, authenticatorSinceMs } = await readSecondFactors(store, personId);
  return passkeys.length > 0 || authenticatorSinceMs !== null;
}

/** Delete all factors and sessions of a person; the next code lets them start again. */
export async function deleteSecondFactors(tx: StoreTransaction, personId: PersonId): Promise<void> {
  for (const table of ['passkeys', 'authenticators', 'challenges', 'sessions'] as const)
    await tx.deleteFrom(table).where('person', '=', personId).execute();
  // A code in transit must not open the access that was just closed.
  await tx.deleteFrom('codes').where('person', '=', personId).where('purpose', '=', 'console').execute();
}
