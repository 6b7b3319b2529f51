import type { PersonId } from '#domain/ids.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';

/** What a person can sign in with beside a code. */
export interface SecondFactors {
  readonly passkeys: readonly {
    readonly id: string;
    readonly label: string;
    readonly madeAtMs: number;
    readonly usedAtMs: number | null;
  }[];
  readonly authenticatorSinceMs: number | null;
}

export async function readSecondFactors(
  store: Store | StoreTransaction,
  person: PersonId,
): Promise<SecondFactors> {
  const passkeys = await store
    .selectFrom('passkeys')
    .select(['credential', 'label', 'made_ms', 'used_ms'])
    .where('person', '=', person)
    .orderBy('made_ms')
    .execute();
  const authenticator = await store
    .selectFrom('authenticators')
    .select('confirmed_ms')
    .where('person', '=', person)
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

export async function hasSecondFactor(store: Store | StoreTransaction, person: PersonId): Promise<boolean> {
  const { passkeys, authenticatorSinceMs } = await readSecondFactors(store, person);
  return passkeys.length > 0 || authenticatorSinceMs !== null;
}

/** Everything a person signs in with is gone, and their sessions; the next code lets them begin anew. */
export async function forgetSecondFactors(tx: StoreTransaction, person: PersonId): Promise<void> {
  for (const table of ['passkeys', 'authenticators', 'challenges', 'sessions'] as const)
    await tx.deleteFrom(table).where('person', '=', person).execute();
  // A code that is on its way to somebody may not open what was just closed.
  await tx.deleteFrom('codes').where('person', '=', person).where('purpose', '=', 'console').execute();
}
