import type { StoreTransaction } from '../store/open-store.ts';
import type { ChallengesTable } from '../store/tables-sign-in.ts';
import type { Surroundings } from '../surroundings.ts';

/** How long a person may take over a passkey's window. */
const lifetimeMs = 5 * 60_000;

type Purpose = Pick<ChallengesTable, 'purpose' | 'person'>;

/** Something new to sign, for one purpose and, where it is known, one person. */
export async function makeChallenge(
  tx: StoreTransaction,
  { nowMs, randomBytes }: Surroundings,
  { purpose, person }: Purpose,
): Promise<Uint8Array<ArrayBuffer>> {
  await tx.deleteFrom('challenges').where('expires_ms', '<', nowMs()).execute();
  const bytes = Uint8Array.from(randomBytes(32));
  const challenge = Buffer.from(bytes).toString('base64url');
  await tx
    .insertInto('challenges')
    .values({ challenge, purpose, person, expires_ms: nowMs() + lifetimeMs })
    .execute();
  return bytes;
}

/** Uses a challenge up: true once, for what it was made for, in time. Commit also when what follows is refused. */
export async function takeChallenge(
  tx: StoreTransaction,
  { nowMs }: Surroundings,
  challenge: string,
  { purpose, person }: Purpose,
): Promise<boolean> {
  const taken = await tx
    .deleteFrom('challenges')
    .where('challenge', '=', challenge)
    .where('purpose', '=', purpose)
    .where('expires_ms', '>=', nowMs())
    .where((eb) => (person === null ? eb('person', 'is', null) : eb('person', '=', person)))
    .executeTakeFirst();
  return taken.numDeletedRows === 1n;
}
