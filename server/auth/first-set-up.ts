import { ok, type Result, refuse } from '#base/result.ts';
import { PersonId } from '#domain/ids.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import {
  newUuid,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';
import { consumeOneTimeCode, createOneTimeCode, type OneTimeCode } from './one-time-codes.ts';
import { addPerson } from './persons.ts';
import { type NewSession, openConsoleSession } from './sessions.ts';

// The first two administrators of a new headquarters name themselves in the console, each by a code. The server writes
// the codes to a file at its start. The operator hands the codes to two people, as with codes of the command line. A
// headquarters with a log writes none again.

/** Administrators that approve each other's acts. */
const administratorsOfSetUp = 2;

/** Count the administrators that the set-up still lets in: none once a programme or a mission was opened. */
async function countMissingAdministrators(store: ServerStore | StoreTransaction): Promise<number> {
  const logId = await store.selectFrom('logs').select('log').limit(1).executeTakeFirst();
  if (logId !== undefined) return 0;
  return administratorsOfSetUp - (await countAdministrators(store, administratorsOfSetUp));
}

/** Count administrators up to a limit, also those who were deactivated: a set-up that was over does not open again. */
async function countAdministrators(store: ServerStore | StoreTransaction, limit: number): Promise<number> {
  const administratorIds = await store
    .selectFrom('persons')
    .select('person')
    .where((eb) => eb.or([eb('role', '=', 'admin'), eb('deactivated_ms', 'is not', null)]))
    .limit(limit)
    .execute();
  return administratorIds.length;
}

/** Return whether there is, or was, an administrator. They make codes for others, so a start makes none any more. */
export const hasAdministratorComeIn = async (store: ServerStore | StoreTransaction): Promise<boolean> =>
  (await countAdministrators(store, 1)) > 0;

/** Return whether a first or second administrator can come by a code of the server's start. */
export const isSetUpOpen = async (store: ServerStore): Promise<boolean> =>
  (await countMissingAdministrators(store)) > 0;

/** Create one code for each missing administrator. Codes of an earlier start open nothing any more. */
export const createSetUpCodes = (
  store: ServerStore,
  dependencies: RuntimeDependencies,
  { firstPerson, lifetimeMs }: { readonly firstPerson: PersonId; readonly lifetimeMs: number },
): Promise<readonly OneTimeCode[]> =>
  store.transaction().execute(async (tx) => {
    await tx.deleteFrom('codes').where('purpose', '=', 'setup').execute();
    const oneTimeCodes: OneTimeCode[] = [];
    for (let missing = await countMissingAdministrators(tx); missing > 0; missing -= 1) {
      // The administrator does not exist yet: the row names the person who exists from the first start.
      const wanted = { purpose: 'setup', person: firstPerson, lifetimeMs } as const;
      oneTimeCodes.push(await createOneTimeCode(tx, dependencies, wanted));
    }
    return oneTimeCodes;
  });

/**
 * Add the person who has a set-up code as an administrator under their own name, and let them in. Their session only
 * sets up a second factor. One refusal for wrong, used and late codes, and for a set-up that is over.
 */
export const beginSetUp = (
  store: ServerStore,
  dependencies: RuntimeDependencies,
  { code, name }: { readonly code: string; readonly name: string },
): Promise<Result<NewSession, 'code'>> =>
  store.transaction().execute(async (tx) => {
    const by = newUuid(dependencies);
    const used = await consumeOneTimeCode(tx, dependencies.nowMs(), { purpose: 'setup', code, by });
    if (!used.ok || (await countMissingAdministrators(tx)) === 0) return refuse('code');
    const personId = PersonId.parse(newUuid(dependencies));
    // As one of the command line: both have their codes from there.
    await addPerson(tx, dependencies, { person: personId, name, role: 'admin', inEveryLog: false });
    await appendAuditLine(tx, dependencies, {
      actor: personId,
      act: 'begin-set-up',
      subject: { person: personId, name },
    });
    return ok(await openConsoleSession(tx, dependencies, { person: personId, strength: 'setup' }));
  });
