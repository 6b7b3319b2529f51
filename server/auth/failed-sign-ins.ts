import type { PersonId } from '#domain/ids.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import type { RuntimeDependencies, ServerStore } from '../db/open-store.ts';
import { unlessStoreFull } from '../db/store-health.ts';
import { normalizeSignInHandle, signInHandleHash } from './authenticators.ts';

/** A refused sign-in. The person where a sign-in name, a passkey or a used code names one; else null. */
interface FailedSignIn {
  readonly by: 'code' | 'passkey' | 'authenticator';
  readonly person: PersonId | null;
}

/** Actor of a sign-in that names nobody. */
const unknownActor = 'unknown';

const minuteMs = 60_000;
/** Lines of one process in a minute. Strangers may fail more often than the trail should grow. */
const maximumLinesPerMinute = 20;

/**
 * Create the recorder of failed sign-ins in the audit trail: never the code or the address. Beyond a limit they are
 * counted, and the next line says how many.
 */
export function createFailedSignInRecorder(
  store: ServerStore,
  dependencies: RuntimeDependencies,
): (failedSignIn: FailedSignIn) => Promise<void> {
  let [windowMs, lines, uncounted] = [0, 0, 0];
  return async ({ by, person }) => {
    const nowMs = dependencies.nowMs();
    if (nowMs - windowMs >= minuteMs) [windowMs, lines] = [nowMs, 0];
    if (lines >= maximumLinesPerMinute) {
      uncounted += 1;
      return;
    }
    lines += 1;
    const count = uncounted;
    uncounted = 0;
    await unlessStoreFull(() =>
      appendAuditLine(store, dependencies, {
        actor: person ?? unknownActor,
        act: 'failed-sign-in',
        subject: { by, ...(count > 0 && { count }) },
      }),
    );
  };
}

/** Find the person of a sign-in name; null for none. Asked after each failure alike, so that the time reveals nothing. */
export async function findPersonByHandle(store: ServerStore, handle: string): Promise<PersonId | null> {
  const row = await store
    .selectFrom('authenticators')
    .select('person')
    .where('handle', '=', signInHandleHash(normalizeSignInHandle(handle)))
    .executeTakeFirst();
  return row?.person ?? null;
}

/** Find the person of a passkey; null for none. */
export async function findPersonByCredential(
  store: ServerStore,
  credential: string,
): Promise<PersonId | null> {
  const row = await store
    .selectFrom('passkeys')
    .select('person')
    .where('credential', '=', credential)
    .executeTakeFirst();
  return row?.person ?? null;
}
