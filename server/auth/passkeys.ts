import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { ok, type Result, refuse } from '#base/result.ts';
import { toShownLine } from '#base/shown-line.ts';
import type { PersonId } from '#domain/ids.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { RuntimeDependencies, ServerStore, StoreTransaction } from '../db/open-store.ts';
import type { ChallengesTable, PasskeysTable } from '../db/tables-access.ts';
import { endSessionsOfPerson, type NewSession, openConsoleSession } from './sessions.ts';

/** Time for a person to answer the passkey's window. */
const challengeLifetimeMs = 5 * 60_000;

type ChallengePurpose = Pick<ChallengesTable, 'purpose' | 'person'>;

/** Create a challenge for one purpose and, where known, one person. */
async function createChallenge(
  tx: StoreTransaction,
  { nowMs, randomBytes }: RuntimeDependencies,
  { purpose, person }: ChallengePurpose,
): Promise<Uint8Array<ArrayBuffer>> {
  await tx.deleteFrom('challenges').where('expires_ms', '<', nowMs()).execute();
  const bytes = Uint8Array.from(randomBytes(32));
  const challenge = Buffer.from(bytes).toString('base64url');
  await tx
    .insertInto('challenges')
    .values({ challenge, purpose, person, expires_ms: nowMs() + challengeLifetimeMs })
    .execute();
  return bytes;
}

/** Consume a challenge: true once, for its purpose, in time. Commit also when a later check refuses. */
async function consumeChallenge(
  tx: StoreTransaction,
  { nowMs }: RuntimeDependencies,
  challenge: string,
  { purpose, person }: ChallengePurpose,
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

/** The console's address, as passkeys know it. */
interface RelyingParty {
  readonly name: string;
  /** Host name alone. */
  readonly id: string;
  readonly origin: string;
}

/** Store and clock, with the origin that passkeys are bound to. */
export interface PasskeyContext {
  readonly store: ServerStore;
  readonly dependencies: RuntimeDependencies;
  readonly party: RelyingParty;
}

const passkeyTimeoutMs = 5 * 60_000;
const maximumPasskeys = 20;

/** Build the options for a new passkey: one that stores its owner's name and requires finger, face or PIN. */
export const beginPasskeySetup = (
  { store, dependencies, party }: PasskeyContext,
  personId: PersonId,
): Promise<PublicKeyCredentialCreationOptionsJSON> =>
  store.transaction().execute(async (tx) => {
    const { name } = await tx
      .selectFrom('persons')
      .select('name')
      .where('person', '=', personId)
      .executeTakeFirstOrThrow();
    const knownPasskeysTables = await readPasskeyRows(tx, personId);
    return generateRegistrationOptions({
      rpName: party.name,
      rpID: party.id,
      userID: Uint8Array.from(Buffer.from(personId)),
      userName: name,
      userDisplayName: name,
      challenge: await createChallenge(tx, dependencies, { purpose: 'passkey-setup', person: personId }),
      attestationType: 'none',
      timeout: passkeyTimeoutMs,
      excludeCredentials: knownPasskeysTables.map(({ credential, transports }) => ({
        id: credential,
        transports: parseTransports(transports),
      })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  });

interface CreatedPasskey {
  readonly label: string;
  readonly response: RegistrationResponseJSON;
}

/** Store a new passkey. All sessions of the person end, except a new full one. One refusal for every failed check. */
export const addPasskey = (
  { store, dependencies, party }: PasskeyContext,
  personId: PersonId,
  { label, response }: CreatedPasskey,
): Promise<Result<NewSession, 'passkey'>> =>
  store.transaction().execute(async (tx) => {
    const challenge = await consumeClientChallenge(response.response.clientDataJSON, (one) =>
      consumeChallenge(tx, dependencies, one, { purpose: 'passkey-setup', person: personId }),
    );
    if (challenge === null || (await readPasskeyRows(tx, personId)).length >= maximumPasskeys)
      return refuse('passkey');
    const verified = await nullOnError(() =>
      verifyRegistrationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        requireUserVerification: true,
      }),
    );
    if (verified?.registrationInfo === undefined) return refuse('passkey');
    const { credential } = verified.registrationInfo;
    const made = await tx
      .insertInto('passkeys')
      .values({
        credential: credential.id,
        person: personId,
        public_key: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: JSON.stringify(credential.transports ?? []),
        label: toShownLine(label),
        made_ms: dependencies.nowMs(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows !== 1n) return refuse('passkey');
    await endSessionsOfPerson(tx, personId);
    const newSession = await openConsoleSession(tx, dependencies, { person: personId, strength: 'full' });
    await appendAuditLine(tx, dependencies, {
      actor: personId,
      act: 'add-passkey',
      subject: { passkey: credential.id },
    });
    return ok(newSession);
  });

/** Build the options for a sign-in: any passkey of this origin, so that nobody names themselves before the proof. */
export const beginPasskeySignIn = ({
  store,
  dependencies,
  party,
}: PasskeyContext): Promise<PublicKeyCredentialRequestOptionsJSON> =>
  store.transaction().execute(async (tx) =>
    generateAuthenticationOptions({
      rpID: party.id,
      challenge: await createChallenge(tx, dependencies, { purpose: 'passkey-sign-in', person: null }),
      userVerification: 'required',
      timeout: passkeyTimeoutMs,
    }),
  );

/** Open a session for the owner of this passkey. One refusal for unknown, wrong, late, repeated and copied. */
export const signInByPasskey = (
  { store, dependencies, party }: PasskeyContext,
  response: AuthenticationResponseJSON,
): Promise<Result<NewSession, 'passkey'>> =>
  store.transaction().execute(async (tx) => {
    const challenge = await consumeClientChallenge(response.response.clientDataJSON, (one) =>
      consumeChallenge(tx, dependencies, one, { purpose: 'passkey-sign-in', person: null }),
    );
    const row = await tx
      .selectFrom('passkeys')
      .innerJoin('persons', 'persons.person', 'passkeys.person')
      .selectAll('passkeys')
      .where('credential', '=', response.id)
      .where('persons.deactivated_ms', 'is', null)
      .executeTakeFirst();
    if (challenge === null || row === undefined) return refuse('passkey');
    const verified = await nullOnError(() =>
      verifyAuthenticationResponse({
        response,
        expectedChallenge: challenge,
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        requireUserVerification: true,
        credential: {
          id: row.credential,
          publicKey: Uint8Array.from(Buffer.from(row.public_key, 'base64url')),
          counter: row.counter,
          transports: parseTransports(row.transports),
        },
      }),
    );
    if (!verified?.verified) return refuse('passkey');
    await tx
      .updateTable('passkeys')
      .set({ counter: verified.authenticationInfo.newCounter, used_ms: dependencies.nowMs() })
      .where('credential', '=', row.credential)
      .execute();
    const newSession = await openConsoleSession(tx, dependencies, { person: row.person, strength: 'full' });
    await appendAuditLine(tx, dependencies, {
      actor: row.person,
      act: 'sign-in',
      subject: { by: 'passkey' },
    });
    return ok(newSession);
  });

const readPasskeyRows = (tx: StoreTransaction, personId: PersonId): Promise<readonly PasskeysTable[]> =>
  tx.selectFrom('passkeys').selectAll().where('person', '=', personId).execute();

/** Parse the browser's names as `addPasskey` stored them; browsers skip unknown ones. */
const parseTransports = (kept: string): string[] => JSON.parse(kept);

/** Consume the challenge that a browser says it signed. Null when it is none of ours, or `take` refuses it. */
async function consumeClientChallenge(
  clientData: string,
  take: (challenge: string) => Promise<boolean>,
): Promise<string | null> {
  const parsed = await nullOnError(async () =>
    JSON.parse(Buffer.from(clientData, 'base64url').toString('utf8')),
  );
  const challenge: unknown = parsed?.challenge;
  return typeof challenge === 'string' && (await take(challenge)) ? challenge : null;
}

/** Return null where the library throws, which is how it refuses. Only a stranger's answer can cause that here. */
async function nullOnError<T>(check: () => Promise<T>): Promise<T | null> {
  try {
    return await check();
  } catch {
    return null;
  }
}
