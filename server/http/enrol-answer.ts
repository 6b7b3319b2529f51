import type { PersonId } from '#domain/ids.ts';
import type { EnrolResponse } from '#sync/protocol/wire.ts';
import { grantsAnswer, rolesByLogOf } from '../access/directory.ts';
import { keysToKnow } from '../identity/keys-to-know.ts';
import type { ServerContext } from './server-context.ts';

/** How long a vault opens without contact (security.md 3); in milliseconds. */
const leaseMs = 45 * 24 * 60 * 60 * 1000;

/** What a device is told when it is made known: whose it is, whom to trust, and what its person may do. */
export async function enrolAnswer(
  { store, identity }: ServerContext,
  { person, name }: { readonly person: PersonId; readonly name: string },
): Promise<EnrolResponse> {
  const keys = keysToKnow(identity);
  return {
    person,
    name,
    server: {
      name: identity.name,
      recipients: keys.recipients,
      key: identity.publicKey,
      ...(keys.statement !== null && { recovery: keys.statement }),
    },
    grants: await grantsAnswer(store, await rolesByLogOf(store, person), keys),
    lease: leaseMs,
  };
}
