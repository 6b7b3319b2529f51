import type { DeviceRow } from '#api/console-api.ts';
import type { SetupStep, SignedInPersonResponse } from '#api/signed-in-person-api.ts';
import type { PersonId } from '#domain/ids.ts';
import { missionCreatingRoles } from '#domain/kinds/rights.ts';
import type { Role } from '#domain/people/role.ts';
import { grantInForce } from '../auth/read-conditions.ts';
import { reportedOutboxOf } from '../auth/reported-outbox.ts';
import { hasSecondFactor } from '../auth/second-factors.ts';
import type { SessionStrength } from '../auth/sessions.ts';
import type { ServerContext } from '../context/server-context.ts';
import type { ServerStore } from '../db/open-store.ts';

/** Read a person's global role, independent of missions; null for an unknown person. */
export async function globalRoleOf(store: ServerStore, personId: PersonId): Promise<Role | null> {
  const row = await store
    .selectFrom('persons')
    .select('role')
    .where('person', '=', personId)
    .executeTakeFirst();
  return row?.role ?? null;
}

/**
 * Return whether a person is an administrator, who sees all devices and missions but no document (docs/requirements.md
 * A3).
 */
export const isAdministrator = async (store: ServerStore, personId: PersonId): Promise<boolean> =>
  (await globalRoleOf(store, personId)) === 'admin';

const deviceListRoles: ReadonlySet<Role> = new Set([
  'mission-lead',
  'reviewer',
  'manager',
  'me-officer',
  'dpo',
  'admin',
]);

/** Return whether this person may see how long each laptop has not synced. */
export async function mayListDevices(store: ServerStore, personId: PersonId): Promise<boolean> {
  const role = await globalRoleOf(store, personId);
  return role !== null && deviceListRoles.has(role);
}

/** Read the signed-in person. Throws when the person is gone, which no session survives. */
export async function readSignedInPerson(
  { store, identity, version }: ServerContext,
  { person, strength }: { readonly person: PersonId; readonly strength: SessionStrength },
): Promise<SignedInPersonResponse> {
  const { name, role } = await store
    .selectFrom('persons')
    .select(['name', 'role'])
    .where('person', '=', person)
    .executeTakeFirstOrThrow();
  return {
    person,
    name,
    role,
    readsContent: role !== 'admin' && role !== 'partner',
    seesDevices: deviceListRoles.has(role),
    administers: role === 'admin',
    session: strength,
    hasSecondFactor: await hasSecondFactor(store, person),
    missing: await listMissingSetup(store),
    server: { name: identity.name, version },
  };
}

/** List the steps that this headquarters still needs. Two administrators approve each other's grave acts. */
async function listMissingSetup(store: ServerStore): Promise<readonly SetupStep[]> {
  const administratorIds = await store
    .selectFrom('persons')
    .select('person')
    .where('role', '=', 'admin')
    .where('deactivated_ms', 'is', null)
    .limit(2)
    .execute();
  const creator = await store
    .selectFrom('persons')
    .select('person')
    .where('role', 'in', missionCreatingRoles)
    .where('deactivated_ms', 'is', null)
    .limit(1)
    .executeTakeFirst();
  const kinds = await store.selectFrom('logs').select('kind').distinct().execute();
  const hasLog = (kind: 'programme' | 'mission'): boolean => kinds.some((row) => row.kind === kind);
  return [
    ...(administratorIds.length < 2 ? (['administrators'] as const) : []),
    ...(hasLog('programme') ? [] : (['programme'] as const)),
    ...(creator === undefined ? (['manager'] as const) : []),
    ...(hasLog('mission') ? [] : (['mission'] as const)),
  ];
}

/**
 * Read laptops of people who share a mission with the asker, those without sync for longest first. An administrator
 * sees all in the console, but not on a laptop (`isDevice`).
 */
export async function readDeviceRows(
  store: ServerStore,
  personId: PersonId,
  { isDevice = false }: { readonly isDevice?: boolean } = {},
): Promise<readonly DeviceRow[]> {
  const seesAll = !isDevice && (await isAdministrator(store, personId));
  const rows = await store
    .selectFrom('devices')
    .innerJoin('persons', 'persons.person', 'devices.person')
    .selectAll('devices')
    .select('persons.name')
    .where('at_headquarters', 'is', null)
    .$if(!seesAll, (query) =>
      query.where((eb) =>
        eb(
          'devices.person',
          'in',
          eb
            .selectFrom('grants as theirs')
            .innerJoin('grants as mine', 'mine.log', 'theirs.log')
            // Everybody is in the programme.
            .innerJoin('logs', (join) =>
              join.onRef('logs.log', '=', 'theirs.log').on('logs.kind', '=', 'mission'),
            )
            .select('theirs.person')
            .where('mine.person', '=', personId)
            .where('mine.role', '!=', 'admin')
            .where((eb) => grantInForce(eb.ref('mine.ends_on')))
            .where((eb) => grantInForce(eb.ref('theirs.ends_on'))),
        ),
      ),
    )
    .orderBy('last_contact_ms')
    .orderBy('device')
    .execute();
  return rows.map((row) => ({
    device: row.device,
    label: row.label,
    platform: row.platform,
    version: row.version,
    owner: { person: row.person, name: row.name },
    enrolledAtMs: row.enrolled_ms,
    lastContactAtMs: row.last_contact_ms,
    waiting: reportedOutboxOf(row),
    state: row.state,
    confirmedAtMs: row.confirmed_ms,
    renewedFrom: row.renewed_from,
  }));
}
