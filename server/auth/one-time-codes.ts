import { createHash, timingSafeEqual } from 'node:crypto';
import { ok, type Result, refuse } from '#base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { RuntimeDependencies, StoreTransaction } from '../db/open-store.ts';
import type { CodesTable } from '../db/tables.ts';

export type CodePurpose = CodesTable['purpose'];

export interface OneTimeCode {
  /** XXXX-XXXX-XXXX, 60 bits. */
  readonly code: string;
  readonly expires: number;
}

/** Request for a code: person, lifetime and maker; no maker for the command line. */
interface OneTimeCodeRequest {
  readonly purpose: CodePurpose;
  readonly person: PersonId;
  readonly lifetimeMs: number;
  readonly by?: PersonId;
  /** Approval that must come first (`activateApprovedCode`); the code then lives `lifetimeMs` from that moment. */
  readonly approval?: string;
}

/** Used code: its person and its maker; null for the command line. */
interface ConsumedCode {
  readonly person: PersonId;
  readonly madeBy: PersonId | null;
}

/** `waiting`: the code is right, but not approved yet. */
type OneTimeCodeRefusal = 'code' | 'waiting';

const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // Crockford's alphabet, without letters that look alike
const maximumCodeTries = 20;

/** Create a code for one enrolment or one sign-in to the console. Only its hash is stored. */
export async function createOneTimeCode(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { purpose, person, lifetimeMs, by, approval }: OneTimeCodeRequest,
): Promise<OneTimeCode> {
  const nowMs = dependencies.nowMs();
  await tx.deleteFrom('codes').where('expires_ms', '<', nowMs).execute();
  for (;;) {
    const letters = [...dependencies.randomBytes(12)].map((byte) => codeAlphabet[byte % 32]).join('');
    const made = await tx
      .insertInto('codes')
      .values({
        purpose,
        person,
        selector: letters.slice(0, 4),
        hash: oneTimeCodeHash(purpose, letters),
        expires_ms: nowMs + lifetimeMs,
        tries: 0,
        used_by: null,
        made_by: by ?? null,
        approval: approval ?? null,
        waits: approval === undefined ? null : 1,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    // Two live codes never share their first group, so that tries are counted for each.
    if (made.numInsertedOrUpdatedRows === 1n)
      return { code: letters.replace(/(....)(....)(....)/, '$1-$2-$3'), expires: nowMs + lifetimeMs };
  }
}

/** Activate the code that waited for this approval. */
export async function activateApprovedCode(
  tx: StoreTransaction,
  approval: string,
  expiresMs: number,
): Promise<void> {
  await tx
    .updateTable('codes')
    .set({ waits: null, expires_ms: expiresMs })
    .where('approval', '=', approval)
    .execute();
}

/** Delete the code of this approval, waiting or unused. */
export async function deleteApprovedCode(tx: StoreTransaction, approval: string): Promise<void> {
  await tx.deleteFrom('codes').where('approval', '=', approval).execute();
}

/**
 * Consume a code. One refusal for unknown, wrong, expired, used and dead ones, so that the answer does not reveal which
 * codes exist. Only a right one reveals that it waits for approval. The same user may repeat it, since the first answer
 * may have been lost (S4). Commit also after a refusal, since it counts the try.
 */
export async function consumeOneTimeCode(
  tx: StoreTransaction,
  nowMs: number,
  attempt: { readonly purpose: CodePurpose; readonly code: string; readonly by: string },
): Promise<Result<ConsumedCode, OneTimeCodeRefusal>> {
  const letters = normalizeTypedCode(attempt.code);
  const row = await tx
    .selectFrom('codes')
    .selectAll()
    .where('purpose', '=', attempt.purpose)
    .where('selector', '=', letters.slice(0, 4))
    .executeTakeFirst();
  const isRight = areHashesEqual(
    row?.hash ?? oneTimeCodeHash(attempt.purpose, ''),
    oneTimeCodeHash(attempt.purpose, letters),
  );
  if (row === undefined || !isRight) {
    // Written in either case: the time must not reveal whether a first group is in use.
    await countCodeTry(tx, { purpose: attempt.purpose, selector: row?.selector ?? unknownCodeSelector });
    return refuse('code');
  }
  const ofRow = { purpose: row.purpose, selector: row.selector };
  if (row.tries >= maximumCodeTries || row.expires_ms < nowMs) return refuse('code');
  const foundCode: ConsumedCode = { person: row.person, madeBy: row.made_by };
  if (row.waits === 1) return refuse('waiting');
  if (row.used_by === attempt.by) return ok(foundCode);

  const used = await tx
    .updateTable('codes')
    .set({ used_by: attempt.by })
    .where((eb) => eb.and(ofRow))
    .where('used_by', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n ? ok(foundCode) : refuse('code');
}

/** Selector of the row that counts tries without a known first group. No code opens it; expired rows are deleted. */
const unknownCodeSelector = '';
/** Never matches: a normalized code has no hyphen. */
const unmatchableLetters = '-';

async function countCodeTry(
  tx: StoreTransaction,
  row: { readonly purpose: CodePurpose; readonly selector: string },
): Promise<void> {
  await tx
    .insertInto('codes')
    .columns(['purpose', 'selector', 'hash', 'person', 'expires_ms', 'tries', 'used_by'])
    .expression((eb) =>
      eb
        .selectFrom('persons')
        .select((of) => [
          of.val(row.purpose).as('purpose'),
          of.val(row.selector).as('selector'),
          of.val(oneTimeCodeHash(row.purpose, unmatchableLetters)).as('hash'),
          'person',
          of.lit(0).as('expires_ms'),
          of.lit(1).as('tries'),
          of.lit(null).as('used_by'),
        ])
        .where('person', 'is not', null) // SQLite parses ON CONFLICT after a bare SELECT as a join
        .limit(1),
    )
    .onConflict((conflict) =>
      conflict.columns(['purpose', 'selector']).doUpdateSet((eb) => ({ tries: eb('codes.tries', '+', 1) })),
    )
    .execute();
}

const oneTimeCodeHash = (codePurpose: CodePurpose, letters: string): string =>
  createHash('sha256').update(`${codePurpose}:${letters}`).digest('hex');

const areHashesEqual = (a: string, b: string): boolean =>
  timingSafeEqual(Buffer.from(a, 'hex'), Buffer.from(b, 'hex'));

/** Normalize a typed code: any case, with or without hyphens, O for 0 and I or L for 1. */
const normalizeTypedCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
