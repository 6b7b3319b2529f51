import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { ok, type Result, refuse } from '#base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { decryptSecret, encryptSecret } from '../db/encryption/encrypted-secrets.ts';
import type { RuntimeDependencies, ServerStore, StoreTransaction } from '../db/open-store.ts';
import type { AuthenticatorsTable } from '../db/tables-access.ts';
import { endSessionsOfPerson, type NewSession, openConsoleSession } from './sessions.ts';

/** New authenticator, shown once: the secret for the app, the sign-in name for paper. */
interface CreatedAuthenticator {
  readonly secret: string;
  /** `otpauth://...`, for a QR code. */
  readonly address: string;
  /** XXXXX-XXXXX, 50 bits. */
  readonly handle: string;
}

const totpPeriodSeconds = 30;
const handleAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // Crockford's alphabet, without letters that look alike
/** Wrong codes in 15 minutes, after which every code is refused. */
const maximumTotpTries = 5;
const totpTriesPeriodMs = 15 * 60_000;

/** Store a new secret, which opens nothing until one of its codes was right. It replaces an unconfirmed one. */
export const beginAuthenticator = (
  store: ServerStore,
  dependencies: RuntimeDependencies,
  personId: PersonId,
): Promise<Result<CreatedAuthenticator, 'taken'>> =>
  store.transaction().execute(async (tx) => {
    const row = await findAuthenticatorRow(tx, 'person', personId);
    if (row !== undefined && row.confirmed_ms !== null) return refuse('taken');
    const secret = new Secret({ buffer: Uint8Array.from(dependencies.randomBytes(20)).buffer });
    const letters = [...dependencies.randomBytes(10)].map((byte) => handleAlphabet[byte % 32]).join('');
    const { name } = await tx
      .selectFrom('persons')
      .select('name')
      .where('person', '=', personId)
      .executeTakeFirstOrThrow();
    const fresh = {
      handle: signInHandleHash(letters),
      secret: encryptSecret(tx, { table: 'authenticators', row: personId }, secret.base32),
      confirmed_ms: null,
      last_step: 0,
      tries: 0,
      tries_ms: dependencies.nowMs(),
    };
    await tx
      .insertInto('authenticators')
      .values({ person: personId, ...fresh })
      .onConflict((conflict) =>
        conflict.column('person').doUpdateSet(fresh).where('authenticators.confirmed_ms', 'is', null),
      )
      .execute();
    const handle = `${letters.slice(0, 5)}-${letters.slice(5)}`;
    // The app shows the sign-in name beside the digits, so that nobody keeps it on paper.
    const label = `${name} (${handle})`;
    return ok({
      secret: secret.base32,
      address: new TOTP({ issuer: 'Fieldbook', label, secret, period: totpPeriodSeconds }).toString(),
      handle,
    });
  });

/**
 * Confirm the authenticator by its first right code; from now on it opens the console. All sessions of the person end,
 * except a new full one.
 */
export const confirmAuthenticator = (
  store: ServerStore,
  dependencies: RuntimeDependencies,
  personId: PersonId,
  code: string,
): Promise<Result<NewSession, 'totp'>> =>
  store.transaction().execute(async (tx) => {
    const row = await findAuthenticatorRow(tx, 'person', personId);
    if (row === undefined || row.confirmed_ms !== null) return refuse('totp');
    if (!(await consumeTotpStep(tx, dependencies, row, code))) return refuse('totp');
    await tx
      .updateTable('authenticators')
      .set({ confirmed_ms: dependencies.nowMs() })
      .where('person', '=', personId)
      .execute();
    await endSessionsOfPerson(tx, personId);
    const newSession = await openConsoleSession(tx, dependencies, { person: personId, strength: 'full' });
    await appendAuditLine(tx, dependencies, { actor: personId, act: 'add-authenticator', subject: {} });
    return ok(newSession);
  });

/** Open a session for sign-in name and code. One refusal for unknown, wrong, used, late and too many tries. */
export const signInByAuthenticator = (
  store: ServerStore,
  dependencies: RuntimeDependencies,
  { handle, code }: { readonly handle: string; readonly code: string },
): Promise<Result<NewSession, 'totp'>> =>
  store.transaction().execute(async (tx) => {
    const row = await findAuthenticatorRow(tx, 'handle', signInHandleHash(normalizeSignInHandle(handle)));
    if (row === undefined || row.confirmed_ms === null) return refuse('totp');
    const { deactivated_ms: leftMs } = await tx
      .selectFrom('persons')
      .select('deactivated_ms')
      .where('person', '=', row.person)
      .executeTakeFirstOrThrow();
    if (leftMs !== null || !(await consumeTotpStep(tx, dependencies, row, code))) return refuse('totp');
    const newSession = await openConsoleSession(tx, dependencies, { person: row.person, strength: 'full' });
    await appendAuditLine(tx, dependencies, {
      actor: row.person,
      act: 'sign-in',
      subject: { by: 'authenticator' },
    });
    return ok(newSession);
  });

/**
 * Verify and consume a code by RFC 6238, with one step either way. Each step counts once (5.2), and wrong codes are
 * counted.
 */
async function consumeTotpStep(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  row: AuthenticatorsTable,
  code: string,
): Promise<boolean> {
  const nowMs = dependencies.nowMs();
  const tries = row.tries_ms > nowMs - totpTriesPeriodMs ? row.tries : 0;
  if (tries >= maximumTotpTries) return false;
  const seed = decryptSecret(tx, { table: 'authenticators', row: row.person }, row.secret);
  const totp = new TOTP({ secret: Secret.fromBase32(seed), period: totpPeriodSeconds });
  const typed = code.replace(/\s/g, '');
  const delta = /^\d{6}$/.test(typed) ? totp.validate({ token: typed, timestamp: nowMs, window: 1 }) : null;
  const step = delta === null ? 0 : Math.floor(nowMs / 1_000 / totpPeriodSeconds) + delta;
  if (step <= row.last_step) {
    await tx
      .updateTable('authenticators')
      .set({ tries: tries + 1, tries_ms: tries === 0 ? nowMs : row.tries_ms })
      .where('person', '=', row.person)
      .execute();
    return false;
  }
  // Of two parallel requests with one code, the second finds the step taken.
  const taken = await tx
    .updateTable('authenticators')
    .set({ last_step: step, tries: 0 })
    .where('person', '=', row.person)
    .where('last_step', '<', step)
    .executeTakeFirst();
  return taken.numUpdatedRows === 1n;
}

const findAuthenticatorRow = (tx: StoreTransaction, column: 'person' | 'handle', value: string) =>
  tx
    .selectFrom('authenticators')
    .selectAll()
    .where((eb) => eb(eb.ref(column), '=', value))
    .executeTakeFirst();

export const signInHandleHash = (letters: string): string =>
  createHash('sha256').update(`handle:${letters}`).digest('hex');

/** Normalize a typed name: any case, with or without hyphens, O for 0 and I or L for 1. */
export const normalizeSignInHandle = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
