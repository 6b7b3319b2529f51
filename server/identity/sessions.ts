import { createHash } from 'node:crypto';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { unlessFull } from '../store/store-failure.ts';
import type { SessionsTable } from '../store/tables.ts';
import type { Surroundings } from '../surroundings.ts';
import { audit } from './audit.ts';
import { useCode } from './one-time-codes.ts';
import { hasSecondFactor } from './second-factors.ts';

const hourMs = 60 * 60 * 1000;
const idleMs = 12 * hourMs;
/** However much it is used: then its person signs in once more. */
const longestMs = 7 * 24 * hourMs;
/** Being seen is written down at most this often; reading pages costs no write each. */
const seenEveryMs = 60_000;

export type SessionStrength = SessionsTable['strength'];

export interface NewSession {
  readonly person: PersonId;
  /** The cookie's value; the store keeps only its hash. */
  readonly token: string;
  readonly strength: SessionStrength;
}

export type SignInRefusal =
  | { readonly kind: 'code' }
  /** The code was right, and nobody has agreed to it yet. */
  | { readonly kind: 'waiting' }
  /** The code was right, but this person has a passkey or an authenticator, and a code alone opens nothing any more. */
  | { readonly kind: 'secondFactor' };

/**
 * Trades a console code for a session. It may only set up a second factor, but for the first person of headquarters
 * (the one whose code the server prints at its start): theirs is whole until they have a second factor.
 */
export const signIn = (
  store: Store,
  surroundings: Surroundings,
  firstPerson: PersonId,
  code: string,
): Promise<Result<NewSession, SignInRefusal>> =>
  store.transaction().execute(async (tx) => {
    // Unlike an enrolment, a sign-in is not repeated: each is by a user of its own.
    const by = tokenOf(surroundings);
    const used = await useCode(tx, surroundings.nowMs(), { purpose: 'console', code, by });
    if (!used.ok) return refuse({ kind: used.refusal });
    const { person } = used.value;
    if (await hasSecondFactor(tx, person)) return refuse({ kind: 'secondFactor' });
    const strength = person === firstPerson ? 'full' : 'setup';
    const session = await openSession(tx, surroundings, { person, strength });
    await audit(tx, surroundings, { actor: person, act: 'sign-in', subject: {} });
    return ok(session);
  });

/** A new session under a new token. */
export async function openSession(
  tx: StoreTransaction,
  surroundings: Surroundings,
  { person, strength }: { readonly person: PersonId; readonly strength: SessionStrength },
): Promise<NewSession> {
  const nowMs = surroundings.nowMs();
  const token = tokenOf(surroundings);
  await tx
    .deleteFrom('sessions')
    .where((eb) => eb.or([eb('seen_ms', '<', nowMs - idleMs), eb('begun_ms', '<', nowMs - longestMs)]))
    .execute();
  await tx
    .insertInto('sessions')
    .values({ hash: hashOf(token), person, begun_ms: nowMs, seen_ms: nowMs, strength })
    .execute();
  return { person, token, strength };
}

/** Whose session this is; null when there is none, it was idle for 12 hours, or it began a week ago. */
export async function sessionOf(
  store: Store,
  { nowMs }: Surroundings,
  token: string,
): Promise<{ readonly person: PersonId; readonly strength: SessionStrength } | null> {
  const hash = hashOf(token);
  const row = await store
    .selectFrom('sessions')
    .innerJoin('persons', 'persons.person', 'sessions.person')
    .select(['sessions.person', 'sessions.begun_ms', 'sessions.seen_ms', 'sessions.strength'])
    .where('sessions.hash', '=', hash)
    .where('persons.deactivated_ms', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.seen_ms < nowMs() - idleMs || row.begun_ms < nowMs() - longestMs) return null;
  if (row.seen_ms < nowMs() - seenEveryMs)
    await unlessFull(() =>
      store.updateTable('sessions').set({ seen_ms: nowMs() }).where('hash', '=', hash).execute(),
    );
  return { person: row.person, strength: row.strength };
}

export async function signOut(store: Store, token: string): Promise<void> {
  await store.deleteFrom('sessions').where('hash', '=', hashOf(token)).execute();
}

/** Ends every session of a person, at whatever browser. */
export async function endSessions(tx: StoreTransaction, person: PersonId): Promise<void> {
  await tx.deleteFrom('sessions').where('person', '=', person).execute();
}

const tokenOf = ({ randomBytes }: Surroundings): string => Buffer.from(randomBytes(32)).toString('base64url');

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
