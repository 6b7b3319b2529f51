import { createHash } from 'node:crypto';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Store } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { useCode } from './one-time-codes.ts';

const idleMs = 12 * 60 * 60 * 1000;
/** Being seen is written down at most this often; reading pages costs no write each. */
const seenEveryMs = 60_000;

export interface NewSession {
  readonly person: PersonId;
  /** The cookie's value; the store keeps only its hash. */
  readonly token: string;
}

/** Trades a console code for a session. */
export function signIn(
  store: Store,
  { nowMs, randomBytes }: Surroundings,
  code: string,
): Promise<Result<NewSession, 'code'>> {
  const token = Buffer.from(randomBytes(32)).toString('base64url');
  const hash = hashOf(token);
  return store.transaction().execute(async (tx) => {
    // Unlike an enrolment, a sign-in is not repeated: each token is new.
    const used = await useCode(tx, nowMs(), { purpose: 'console', code, by: hash });
    if (!used.ok) return refuse('code');
    await tx
      .deleteFrom('sessions')
      .where('seen_ms', '<', nowMs() - idleMs)
      .execute();
    await tx.insertInto('sessions').values({ hash, person: used.value, seen_ms: nowMs() }).execute();
    return ok({ person: used.value, token });
  });
}

/** Whose session this is; null when there is none or it was idle for 12 hours. */
export async function sessionOf(
  store: Store,
  { nowMs }: Surroundings,
  token: string,
): Promise<PersonId | null> {
  const hash = hashOf(token);
  const row = await store
    .selectFrom('sessions')
    .select(['person', 'seen_ms'])
    .where('hash', '=', hash)
    .executeTakeFirst();
  if (row === undefined || row.seen_ms < nowMs() - idleMs) return null;
  if (row.seen_ms < nowMs() - seenEveryMs)
    await store.updateTable('sessions').set({ seen_ms: nowMs() }).where('hash', '=', hash).execute();
  return row.person;
}

export async function signOut(store: Store, token: string): Promise<void> {
  await store.deleteFrom('sessions').where('hash', '=', hashOf(token)).execute();
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
