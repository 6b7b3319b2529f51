import { createHash } from 'node:crypto';
import { addToGroup } from '#base/group.ts';
import { canonicalJson, type JsonValue } from '#base/json.ts';
import type { DeviceId, LogId, PersonId } from '#domain/ids.ts';
import { mayReadLog, rolesOnDevice } from '#domain/kinds/permit.ts';
import type { Role } from '#domain/people/role.ts';
import { wireLimits } from '#sync/protocol/limits.ts';
import type { RecipientsStatement } from '#sync/protocol/recipients-statement.ts';
import type { Grants, LogAbout } from '#sync/protocol/wire.ts';
import type { ServerStore } from '../db/open-store.ts';
import type { ListedLogKind } from '../db/tables.ts';
import { grantInForce } from './read-conditions.ts';

type RolesByLog = ReadonlyMap<LogId, readonly Role[]>;

/** Read a person's roles, by log. Without the desk, which no laptop and no list of logs has. */
export async function rolesByLogOf(store: ServerStore, personId: PersonId): Promise<RolesByLog> {
  const rows = await store
    .selectFrom('grants')
    .innerJoin('logs', 'logs.log', 'grants.log')
    .select(['grants.log', 'grants.role'])
    .distinct()
    .where('grants.person', '=', personId)
    .where(grantInForce())
    .where('logs.kind', '!=', 'desk')
    .orderBy('grants.log')
    .orderBy('grants.role')
    .execute();
  const roles = new Map<LogId, Role[]>();
  for (const { log, role } of rows) addToGroup(roles, log, role);
  return roles;
}

/** Return the logs that these roles may read. Other logs must look as if they did not exist. */
export const readableLogsOf = (rolesByLog: RolesByLog): readonly LogId[] =>
  [...rolesByLog].filter(([, inLog]) => mayReadLog(inLog)).map(([log]) => log);

/** Keys of headquarters for devices: recovery recipients, and revoked keys. */
export interface AnnouncedServerKeys {
  readonly recipients?: readonly string[];
  /** Offline root's statement on the recipients. */
  readonly statement?: RecipientsStatement | null;
  readonly revokedKeys?: readonly string[];
}

/**
 * Build a person's grants. Their roles; people and devices of the logs that they read; recovery recipients; revoked
 * keys of headquarters. Devices are those of members and of writers; everybody is a member of the programme.
 * The etag is a hash of all, so that unchanged grants need no transfer.
 */
export async function buildGrants(
  store: ServerStore,
  rolesByLog: RolesByLog,
  { recipients = [], statement = null, revokedKeys = [] }: AnnouncedServerKeys = {},
): Promise<Grants> {
  const roles = rolesByLogOnDevice(rolesByLog);
  const content = {
    logs: Object.fromEntries(roles),
    devices: await loadPeopleByDevice(store, readableLogsOf(roles)),
    about: await describeLogs(store, [...roles.keys()]),
    ...(recipients.length > 0 && { recipients }),
    ...(statement !== null && { recovery: statement }),
    ...(revokedKeys.length > 0 && { revokedKeys: revokedKeys.slice(-wireLimits.revokedKeys) }),
  };
  const etag = createHash('sha256')
    .update(canonicalJson(content as JsonValue))
    .digest('base64url');
  // 66 bits distinguish states enough; the etag travels with every request.
  return { etag: etag.slice(0, 11), ...content };
}

/** Roles of a laptop. A log in which its person is only a partner is not named to it. */
const rolesByLogOnDevice = (rolesByLog: RolesByLog): RolesByLog =>
  new Map(
    [...rolesByLog].flatMap(([logId, inLog]) => {
      const carried = rolesOnDevice(inLog);
      return carried.length === 0 ? [] : [[logId, carried] as const];
    }),
  );

async function describeLogs(
  store: ServerStore,
  logIds: readonly LogId[],
): Promise<Readonly<Record<LogId, LogAbout>>> {
  if (logIds.length === 0) return {};
  const rows = await store
    .selectFrom('logs')
    .select(['log', 'kind', 'title'])
    .where('log', 'in', logIds)
    .where('kind', '!=', 'desk')
    .$narrowType<{ readonly kind: ListedLogKind }>()
    .orderBy('log')
    .execute();
  return Object.fromEntries(rows.map(({ log, kind, title }) => [log, { kind, title }]));
}

type PeopleByDevice = Readonly<
  Record<
    DeviceId,
    { readonly person: PersonId; readonly name: string; readonly laptop?: string; readonly key: string }
  >
>;

async function loadPeopleByDevice(store: ServerStore, logIds: readonly LogId[]): Promise<PeopleByDevice> {
  if (logIds.length === 0) return {};
  const rows = await store
    .selectFrom('devices')
    .innerJoin('persons', 'persons.person', 'devices.person')
    .select(['devices.device', 'devices.label', 'persons.person', 'persons.name', 'devices.public_key'])
    .where((eb) =>
      eb.or([
        eb(
          'devices.person',
          'in',
          eb
            .selectFrom('grants')
            .innerJoin('logs', 'logs.log', 'grants.log')
            .select('grants.person')
            .where('grants.log', 'in', logIds)
            .where(grantInForce())
            .where('logs.kind', '=', 'mission'),
        ),
        eb(
          'devices.device',
          'in',
          eb.selectFrom('chain_ends').select('chain_ends.device').where('chain_ends.log', 'in', logIds),
        ),
      ]),
    )
    .orderBy('devices.device')
    .execute();
  return Object.fromEntries(
    rows.map(({ device, label, person, name, public_key: key }) => [
      device,
      { person, name, ...(label !== '' && { laptop: label }), key },
    ]),
  );
}
