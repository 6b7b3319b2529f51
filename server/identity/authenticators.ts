import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Store, StoreTransaction } from '../store/open-store.ts';
import { openSecret, sealSecret } from '../sealed/seal-secret.ts';
import type { AuthenticatorsTable } from '../store/tables-sign-in.ts';
import type { Surroundings } from '../surroundings.ts';
import { audit } from './audit.ts';
import { endSessions, type NewSession, openSession } from './sessions.ts';

/** What a person keeps, shown once: the app gets the secret, a piece of paper the sign-in name. */
export interface NewAuthenticator {
  readonly secret: string;
  /** `otpauth://...`, for a QR code. */
  readonly address: string;
  /** XXXXX-XXXXX, 50 bits. */
  readonly handle: string;
}

const periodS = 30;
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // Crockford: nothing that is read as something else
/** Wrong codes within a quarter of an hour, after which none is looked at. */
const mostTries = 5;
const triesMs = 15 * 60_000;

/** A new secret, which opens nothing until one of its codes was right. It takes the place of one not yet confirmed. */
export const beginAuthenticator = (
  store: Store,
  surroundings: Surroundings,
  person: PersonId,
): Promise<Result<NewAuthenticator, 'taken'>> =>
  store.transaction().execute(async (tx) => {
    const row = await rowOf(tx, 'person', person);
    if (row !== undefined && row.confirmed_ms !== null) return refuse('taken');
    const secret = new Secret({ buffer: Uint8Array.from(surroundings.randomBytes(20)).buffer });
    const letters = [...surroundings.randomBytes(10)].map((byte) => alphabet[byte % 32]).join('');
    const { name } = await tx
      .selectFrom('persons')
      .select('name')
      .where('person', '=', person)
      .executeTakeFirstOrThrow();
    const fresh = {
      handle: hashOf(letters),
      secret: sealSecret(tx, { table: 'authenticators', row: person }, secret.base32),
      confirmed_ms: null,
      last_step: 0,
      tries: 0,
      tries_ms: surroundings.nowMs(),
    };
    await tx
      .insertInto('authenticators')
      .values({ person, ...fresh })
      .onConflict((conflict) =>
        conflict.column('person').doUpdateSet(fresh).where('authenticators.confirmed_ms', 'is', null),
      )
      .execute();
    return ok({
      secret: secret.base32,
      address: new TOTP({ issuer: 'Fieldbook', label: name, secret, period: periodS }).toString(),
      handle: `${letters.slice(0, 5)}-${letters.slice(5)}`,
    });
  });

/** The first right code: from now on it opens the console. The person's sessions all end but for a whole one that is new. */
export const confirmAuthenticator = (
  store: Store,
  surroundings: Surroundings,
  person: PersonId,
  code: string,
): Promise<Result<NewSession, 'totp'>> =>
  store.transaction().execute(async (tx) => {
    const row = await rowOf(tx, 'person', person);
    if (row === undefined || row.confirmed_ms !== null) return refuse('totp');
    if (!(await takeStep(tx, surroundings, row, code))) return refuse('totp');
    await tx
      .updateTable('authenticators')
      .set({ confirmed_ms: surroundings.nowMs() })
      .where('person', '=', person)
      .execute();
    await endSessions(tx, person);
    const session = await openSession(tx, surroundings, { person, strength: 'full' });
    await audit(tx, surroundings, { actor: person, act: 'add-authenticator', subject: {} });
    return ok(session);
  });

/** A session for sign-in name and code. One refusal for unknown, wrong, used, late and too many tries. */
export const signInByAuthenticator = (
  store: Store,
  surroundings: Surroundings,
  { handle, code }: { readonly handle: string; readonly code: string },
): Promise<Result<NewSession, 'totp'>> =>
  store.transaction().execute(async (tx) => {
    const row = await rowOf(tx, 'handle', hashOf(readLetters(handle)));
    if (row === undefined || row.confirmed_ms === null) return refuse('totp');
    const { deactivated_ms: leftMs } = await tx
      .selectFrom('persons')
      .select('deactivated_ms')
      .where('person', '=', row.person)
      .executeTakeFirstOrThrow();
    if (leftMs !== null || !(await takeStep(tx, surroundings, row, code))) return refuse('totp');
    const session = await openSession(tx, surroundings, { person: row.person, strength: 'full' });
    await audit(tx, surroundings, { actor: row.person, act: 'sign-in', subject: { by: 'authenticator' } });
    return ok(session);
  });

/** RFC 6238 with one step either way; each step counts once (5.2), and wrong codes are counted. */
async function takeStep(
  tx: StoreTransaction,
  surroundings: Surroundings,
  row: AuthenticatorsTable,
  code: string,
): Promise<boolean> {
  const nowMs = surroundings.nowMs();
  const tries = row.tries_ms > nowMs - triesMs ? row.tries : 0;
  if (tries >= mostTries) return false;
  const seed = openSecret(tx, { table: 'authenticators', row: row.person }, row.secret);
  const totp = new TOTP({ secret: Secret.fromBase32(seed), period: periodS });
  const typed = code.replace(/\s/g, '');
  const delta = /^\d{6}$/.test(typed) ? totp.validate({ token: typed, timestamp: nowMs, window: 1 }) : null;
  const step = delta === null ? 0 : Math.floor(nowMs / 1_000 / periodS) + delta;
  if (step <= row.last_step) {
    await tx
      .updateTable('authenticators')
      .set({ tries: tries + 1, tries_ms: tries === 0 ? nowMs : row.tries_ms })
      .where('person', '=', row.person)
      .execute();
    return false;
  }
  // Two requests with one code at the same time: the second finds the step taken.
  const taken = await tx
    .updateTable('authenticators')
    .set({ last_step: step, tries: 0 })
    .where('person', '=', row.person)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n;
}

const rowOf = (tx: StoreTransaction, column: 'person' | 'handle', value: string) =>
  tx
    .selectFrom('authenticators')
    .selectAll()
    .where((eb) => eb(eb.ref(column), '=', value))
    .executeTakeFirst();

const hashOf = (letters: string): string => createHash('sha256').update(`handle:${letters}`).digest('hex');

/** What was typed, as it was meant: any case, with or without hyphens, O for 0 and I or L for 1. */
const readLetters = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
