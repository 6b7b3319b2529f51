import { ok, refuse, type Result } from '#domain/base/result.ts';
import type { PersonId } from '#domain/ids.ts';
import type { Store } from '../store/open-store.ts';
import type { Surroundings } from '../surroundings.ts';
import { audit } from './audit.ts';
import { readSecondFactors, type SecondFactors } from './second-factors.ts';

/** Takes a passkey away, or the authenticator (null). The last way in stays: nobody locks themselves out. */
export const removeFactor = (
  store: Store,
  surroundings: Surroundings,
  person: PersonId,
  passkey: string | null,
): Promise<Result<SecondFactors, 'last-factor' | 'not-found'>> =>
  store.transaction().execute(async (tx) => {
    const { passkeys, authenticatorSinceMs } = await readSecondFactors(tx, person);
    const isThere =
      passkey === null ? authenticatorSinceMs !== null : passkeys.some(({ id }) => id === passkey);
    if (!isThere) return refuse('not-found');
    if (passkeys.length + (authenticatorSinceMs === null ? 0 : 1) === 1) return refuse('last-factor');
    await (passkey === null
      ? tx.deleteFrom('authenticators').where('person', '=', person)
      : tx.deleteFrom('passkeys').where('person', '=', person).where('credential', '=', passkey)
    ).execute();
    await audit(tx, surroundings, { actor: person, act: 'remove-factor', subject: { passkey } });
    return ok(await readSecondFactors(tx, person));
  });
