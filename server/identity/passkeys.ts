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
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import type { PasskeysTable } from '../store/tables-sign-in.ts';
import type { Surroundings } from '../surroundings.ts';
import { audit } from './audit.ts';
import { makeChallenge, takeChallenge } from './challenges.ts';
import { plainLine } from './plain-line.ts';
import { endSessions, type NewSession, openSession } from './sessions.ts';

/** Where the console is, as passkeys know it. */
export interface RelyingParty {
  readonly name: string;
  /** The host name alone. */
  readonly id: string;
  readonly origin: string;
}

/** The store and the time, with the place that passkeys are bound to. */
export interface PasskeyContext {
  readonly store: Store;
  readonly surroundings: Surroundings;
  readonly party: RelyingParty;
}

const waitMs = 5 * 60_000;
const mostPasskeys = 20;

/** What the browser is asked to make: one that knows its owner's name and asks for finger, face or PIN. */
export const beginPasskey = (
  { store, surroundings, party }: PasskeyContext,
  person: PersonId,
): Promise<PublicKeyCredentialCreationOptionsJSON> =>
  store.transaction().execute(async (tx) => {
    const { name } = await tx
      .selectFrom('persons')
      .select('name')
      .where('person', '=', person)
      .executeTakeFirstOrThrow();
    const known = await passkeysOf(tx, person);
    return generateRegistrationOptions({
      rpName: party.name,
      rpID: party.id,
      userID: Uint8Array.from(Buffer.from(person)),
      userName: name,
      userDisplayName: name,
      challenge: await makeChallenge(tx, surroundings, { purpose: 'passkey-setup', person }),
      attestationType: 'none',
      timeout: waitMs,
      excludeCredentials: known.map(({ credential, transports }) => ({
        id: credential,
        transports: transportsOf(transports),
      })),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
  });

export interface MadePasskey {
  readonly label: string;
  readonly response: RegistrationResponseJSON;
}

/** Keeps a new passkey; the person's sessions all end but for a whole one that is new. One refusal for everything that does not hold. */
export const addPasskey = (
  { store, surroundings, party }: PasskeyContext,
  person: PersonId,
  { label, response }: MadePasskey,
): Promise<Result<NewSession, 'passkey'>> =>
  store.transaction().execute(async (tx) => {
    const challenge = await challengeIn(response.response.clientDataJSON, (one) =>
      takeChallenge(tx, surroundings, one, { purpose: 'passkey-setup', person }),
    );
    if (challenge === null || (await passkeysOf(tx, person)).length >= mostPasskeys) return refuse('passkey');
    const verified = await orNull(() =>
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
        person,
        public_key: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: JSON.stringify(credential.transports ?? []),
        label: plainLine(label),
        made_ms: surroundings.nowMs(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows !== 1n) return refuse('passkey');
    await endSessions(tx, person);
    const session = await openSession(tx, surroundings, { person, strength: 'full' });
    await audit(tx, surroundings, { actor: person, act: 'add-passkey', subject: { passkey: credential.id } });
    return ok(session);
  });

/** What the browser is asked to sign: any passkey of this place, so that nobody says who they are before it is proved. */
export const askForPasskey = ({
  store,
  surroundings,
  party,
}: PasskeyContext): Promise<PublicKeyCredentialRequestOptionsJSON> =>
  store.transaction().execute(async (tx) =>
    generateAuthenticationOptions({
      rpID: party.id,
      challenge: await makeChallenge(tx, surroundings, { purpose: 'passkey-sign-in', person: null }),
      userVerification: 'required',
      timeout: waitMs,
    }),
  );

/** A session for whose passkey this is. One refusal for unknown, wrong, late, repeated and copied. */
export const signInByPasskey = (
  { store, surroundings, party }: PasskeyContext,
  response: AuthenticationResponseJSON,
): Promise<Result<NewSession, 'passkey'>> =>
  store.transaction().execute(async (tx) => {
    const challenge = await challengeIn(response.response.clientDataJSON, (one) =>
      takeChallenge(tx, surroundings, one, { purpose: 'passkey-sign-in', person: null }),
    );
    const row = await tx
      .selectFrom('passkeys')
      .innerJoin('persons', 'persons.person', 'passkeys.person')
      .selectAll('passkeys')
      .where('credential', '=', response.id)
      .where('persons.deactivated_ms', 'is', null)
      .executeTakeFirst();
    if (challenge === null || row === undefined) return refuse('passkey');
    const verified = await orNull(() =>
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
          transports: transportsOf(row.transports),
        },
      }),
    );
    if (!verified?.verified) return refuse('passkey');
    await tx
      .updateTable('passkeys')
      .set({ counter: verified.authenticationInfo.newCounter, used_ms: surroundings.nowMs() })
      .where('credential', '=', row.credential)
      .execute();
    const session = await openSession(tx, surroundings, { person: row.person, strength: 'full' });
    await audit(tx, surroundings, { actor: row.person, act: 'sign-in', subject: { by: 'passkey' } });
    return ok(session);
  });

const passkeysOf = (tx: StoreTransaction, person: PersonId): Promise<readonly PasskeysTable[]> =>
  tx.selectFrom('passkeys').selectAll().where('person', '=', person).execute();

/** Kept by `addPasskey` as the browser named them; a browser that does not know one passes over it. */
const transportsOf = (kept: string): string[] => JSON.parse(kept);

/** The challenge that a browser says it signed, when it is one of ours and `take` takes it; else null. */
async function challengeIn(
  clientData: string,
  take: (challenge: string) => Promise<boolean>,
): Promise<string | null> {
  const said = await orNull(async () => JSON.parse(Buffer.from(clientData, 'base64url').toString('utf8')));
  const challenge: unknown = said?.challenge;
  return typeof challenge === 'string' && (await take(challenge)) ? challenge : null;
}

/** The library says by throwing what does not hold; nothing in here but the answer of a stranger can make it throw. */
async function orNull<T>(check: () => Promise<T>): Promise<T | null> {
  try {
    return await check();
  } catch {
    return null;
  }
}
