import { createHash } from 'node:crypto';
import { ok, type Result, refuse } from '#base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { RuntimeDependencies, ServerStore, StoreTransaction } from '../db/open-store.ts';
import { unlessStoreFull } from '../db/store-health.ts';
import type { SessionsTable } from '../db/tables.ts';
import { consumeOneTimeCode } from './one-time-codes.ts';
import { grantInForce } from './read-conditions.ts';
import { hasSecondFactor } from './second-factors.ts';

const sessionHourMs = 60 * 60 * 1000;
const sessionIdleMs = 12 * sessionHourMs;
/** Longest session, however much it is used; then its person signs in again. */
const maximumSessionMs = 7 * 24 * sessionHourMs;
/** Interval of noting use, so that not every page costs a write. */
const sessionSeenIntervalMs = 60_000;

export type SessionStrength = SessionsTable['strength'];

export interface NewSession {
  readonly person: PersonId;
  /** Value of the cookie; the store keeps only its hash. */
  readonly token: string;
  readonly strength: SessionStrength;
}

type CodeSignInRefusal =
  | { readonly kind: 'code' }
  /** The code was right, but not approved yet. */
  | { readonly kind: 'waiting' }
  /** The code was right, but this person has a passkey or an authenticator, so a code alone opens nothing. */
  | { readonly kind: 'secondFactor' };

/**
 * Exchange a console code for a session. It may only set up a second factor. Exception: the first person of
 * headquarters, by the code that the server writes at its start. Theirs is full until they have a second factor.
 */
export const signInByCode = (
  store: ServerStore,
  dependencies: RuntimeDependencies,
  firstPerson: PersonId,
  code: string,
): Promise<Result<NewSession, CodeSignInRefusal>> =>
  store.transaction().execute(async (tx) => {
    // Unlike an enrolment, a sign-in is not repeated: each has its own user.
    const by = newSessionToken(dependencies);
    const used = await consumeOneTimeCode(tx, dependencies.nowMs(), { purpose: 'console', code, by });
    if (!used.ok) return refuse({ kind: used.refusal });
    const { person } = used.value;
    if (await hasSecondFactor(tx, person)) return refuse({ kind: 'secondFactor' });
    const strength = person === firstPerson ? 'full' : 'setup';
    const newSession = await openConsoleSession(tx, dependencies, { person, strength });
    await appendAuditLine(tx, dependencies, { actor: person, act: 'sign-in', subject: {} });
    return ok(newSession);
  });

/** Open a session under a new token. */
export async function openConsoleSession(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { person, strength }: { readonly person: PersonId; readonly strength: SessionStrength },
): Promise<NewSession> {
  const nowMs = dependencies.nowMs();
  const token = newSessionToken(dependencies);
  await tx
    .deleteFrom('sessions')
    .where((eb) =>
      eb.or([eb('seen_ms', '<', nowMs - sessionIdleMs), eb('begun_ms', '<', nowMs - maximumSessionMs)]),
    )
    .execute();
  await tx
    .insertInto('sessions')
    .values({ hash: sessionTokenHash(token), person, begun_ms: nowMs, seen_ms: nowMs, strength })
    .execute();
  return { person, token, strength };
}

interface ConsoleSession {
  readonly person: PersonId;
  readonly strength: SessionStrength;
}

/** Find the session of a request by its cookie, and note its use. */
export async function noteSessionUse(
  { store, dependencies }: { readonly store: ServerStore; readonly dependencies: RuntimeDependencies },
  token: string,
): Promise<ConsoleSession | null> {
  const session = await findConsoleSession(store, dependencies, token);
  if (session === null) return null;
  const nowMs = dependencies.nowMs();
  if (session.seenMs < nowMs - sessionSeenIntervalMs)
    await unlessStoreFull(() =>
      store
        .updateTable('sessions')
        .set({ seen_ms: nowMs })
        .where('hash', '=', sessionTokenHash(token))
        .execute(),
    );
  return { person: session.person, strength: session.strength };
}

/** Find a session by its cookie. Null when there is none, after 12 idle hours, or a week after its beginning. */
export async function findConsoleSession(
  store: ServerStore | StoreTransaction,
  { nowMs }: RuntimeDependencies,
  token: string,
): Promise<(ConsoleSession & { readonly seenMs: number }) | null> {
  const hash = sessionTokenHash(token);
  const row = await store
    .selectFrom('sessions')
    .innerJoin('persons', 'persons.person', 'sessions.person')
    .select(['sessions.person', 'sessions.begun_ms', 'sessions.seen_ms', 'sessions.strength'])
    .where('sessions.hash', '=', hash)
    .where('persons.deactivated_ms', 'is', null)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.seen_ms < nowMs() - sessionIdleMs || row.begun_ms < nowMs() - maximumSessionMs) return null;
  return { person: row.person, strength: row.strength, seenMs: row.seen_ms };
}

export async function endSessionByToken(store: ServerStore, token: string): Promise<void> {
  await store.deleteFrom('sessions').where('hash', '=', sessionTokenHash(token)).execute();
}

/** End every session of a person, in all browsers. */
export async function endSessionsOfPerson(tx: StoreTransaction, personId: PersonId): Promise<void> {
  await tx.deleteFrom('sessions').where('person', '=', personId).execute();
}

/** End every session of a person without any role left in a log. */
export async function endSessionsWithoutRole(tx: StoreTransaction, personId: PersonId): Promise<void> {
  const left = await tx
    .selectFrom('grants')
    .select('log')
    .where('person', '=', personId)
    .where(grantInForce())
    .executeTakeFirst();
  if (left === undefined) await endSessionsOfPerson(tx, personId);
}

const newSessionToken = ({ randomBytes }: RuntimeDependencies): string =>
  Buffer.from(randomBytes(32)).toString('base64url');

const sessionTokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');
