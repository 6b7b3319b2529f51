import type { PersonId } from '#domain/ids.ts';
import type { Role } from '#domain/people/role.ts';
import type { SignedInPersonAnswer } from '#api/console-api.ts';
import { hasSecondFactor } from '../auth/second-factors.ts';
import type { SessionStrength } from '../auth/sessions.ts';
import type { ServerContext } from '../http/server-context.ts';
import type { ServerStore } from '../db/open-store.ts';

/** What a person is by themselves, whatever they are in a mission; null for nobody of ours. */
export async function globalRoleOf(store: ServerStore, person: PersonId): Promise<Role | null> {
  const row = await store
    .selectFrom('persons')
    .select('role')
    .where('person', '=', person)
    .executeTakeFirst();
  return row?.role ?? null;
}

/** Sees all devices and all missions, and no document (domain.md A3). */
export const isAdministrator = async (store: ServerStore, person: PersonId): Promise<boolean> =>
  (await globalRoleOf(store, person)) === 'admin';

const deviceListRoles: ReadonlySet<Role> = new Set([
  'mission-lead',
  'reviewer',
  'manager',
  'me-officer',
  'dpo',
  'admin',
]);

/** May this person see whose laptop has not synced for how long? */
export async function mayListDevices(store: ServerStore, person: PersonId): Promise<boolean> {
  const role = await globalRoleOf(store, person);
  return role !== null && deviceListRoles.has(role);
}

/** Who is signed in. Throws when the person is gone, which no session survives. */
export async function readSignedInPerson(
  { store, identity, version }: ServerContext,
  { person, strength }: { readonly person: PersonId; readonly strength: SessionStrength },
): Promise<SignedInPersonAnswer> {
  const { name, role } = await store
    .selectFrom('persons')
    .select(['name', 'role'])
    .where('person', '=', person)
    .executeTakeFirstOrThrow();
  return {
    person,
    name,
    role,
    readsContent: role !== 'admin',
    seesDevices: deviceListRoles.has(role),
    administers: role === 'admin',
    session: strength,
    hasSecondFactor: await hasSecondFactor(store, person),
    server: { name: identity.name, version },
  };
}
