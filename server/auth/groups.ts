import { PostgresAdapter } from 'kysely';
import { type CountedRole, type GroupConsequences, type GroupRow, groupLimits } from '#api/groups-api.ts';
import type { PendingAct } from '#api/pending-act.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import { groupByKey } from '#base/group.ts';
import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { GroupId, LogId, PersonId } from '#domain/ids.ts';
import { GroupRole, type Role } from '#domain/people/role.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import {
  parameterChunksOf,
  type RuntimeDependencies,
  type ServerStore,
  type StoreTransaction,
} from '../db/open-store.ts';
import { grantInForce } from './read-conditions.ts';
import { endSessionsWithoutRole } from './sessions.ts';

/** Members and roles of a group: its grants follow from them. */
export type GroupContent = Pick<GroupRow, 'members' | 'roles'>;

/** Read all groups by name. */
export async function listGroups(store: ServerStore | StoreTransaction): Promise<readonly GroupRow[]> {
  const groups = await store.selectFrom('people_groups').selectAll().orderBy('name').execute();
  const members = await store
    .selectFrom('group_members')
    .innerJoin('persons', 'persons.person', 'group_members.person')
    .select(['group_id', 'persons.person'])
    .where('persons.deactivated_ms', 'is', null)
    .where('persons.role', '!=', 'admin')
    .orderBy('persons.name')
    .orderBy('persons.person')
    .execute();
  const roles = await store.selectFrom('group_roles').selectAll().orderBy('role').orderBy('log').execute();
  return groups.map(({ group_id: groupId, name, version }) => ({
    group: groupId,
    name,
    version,
    members: members.flatMap((row) => (row.group_id === groupId ? [row.person] : [])),
    roles: roles.flatMap(({ group_id: id, role, log, ends_on: endsOn }) =>
      id === groupId ? [GroupRole.parse({ role, log: log === '' ? null : log, endsOn })] : [],
    ),
  }));
}

/** Lock a group until the end of the transaction and read it; null when there is none. */
export async function lockGroup(tx: StoreTransaction, groupId: GroupId): Promise<GroupRow | null> {
  const row = await tx
    .selectFrom('people_groups')
    .select('group_id')
    .where('group_id', '=', groupId)
    .$if(tx.getExecutor().adapter instanceof PostgresAdapter, (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined) return null;
  return (await listGroups(tx)).find((groupRow) => groupRow.group === groupId) ?? null;
}

/** Return those of these people who may be members: active, and no administrators. */
export async function fitMembersOf(
  tx: StoreTransaction,
  personIds: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, 'fit' | 'administrator'>> {
  if (personIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('persons')
    .select(['person', 'role'])
    .where('person', 'in', personIds)
    .where('deactivated_ms', 'is', null)
    .execute();
  return new Map(rows.map(({ person, role }) => [person, role === 'admin' ? 'administrator' : 'fit']));
}

interface Grant {
  readonly person: PersonId;
  readonly log: LogId;
  readonly role: Role;
  /** Last day (UTC); null without an end. */
  readonly ends_on: string | null;
}

const grantKeyOf = ({ person, log, role }: Omit<Grant, 'ends_on'>): string => `${person} ${log} ${role}`;

/** Grants of a group that a change of its content adds, and those that it removes. */
interface GrantDifference {
  readonly added: readonly Grant[];
  readonly removed: readonly Grant[];
  /** Grants with another last day, now with the new one. */
  readonly moved: readonly Grant[];
}

/** Compute the grants that a new content of a group adds and removes. Ended roles give none; other sources do not count. */
export async function compareGrants(
  tx: StoreTransaction,
  groupId: GroupId,
  { members, roles }: GroupContent,
  today: string,
): Promise<GrantDifference> {
  const missionIds = (
    await tx
      .selectFrom('logs')
      .select('log')
      .where('kind', '=', 'mission')
      .where('erased_ms', 'is', null)
      .execute()
  ).map(({ log }) => log);
  const target = new Map<string, Grant>();
  for (const { role, log, endsOn } of roles.filter((groupRole) => !isOver(groupRole, today)))
    for (const missionId of log === null ? missionIds : missionIds.filter((logId) => logId === log))
      for (const person of members) {
        const grant = { person, log: missionId, role, ends_on: endsOn };
        const key = grantKeyOf(grant);
        const otherGrant = target.get(key);
        target.set(
          key,
          otherGrant === undefined ? grant : { ...grant, ends_on: laterEndOf(otherGrant.ends_on, endsOn) },
        );
      }
  const present = await tx
    .selectFrom('grants')
    .select(['person', 'log', 'role', 'ends_on'])
    .where('source', '=', groupId)
    .execute();
  const endOf = new Map(present.map((grant) => [grantKeyOf(grant), grant.ends_on]));
  const keptGrants = [...target.values()].filter((grant) => endOf.has(grantKeyOf(grant)));
  return {
    added: [...target.values()].filter((grant) => !endOf.has(grantKeyOf(grant))),
    removed: present.filter((grant) => !target.has(grantKeyOf(grant))),
    moved: keptGrants.filter((grant) => endOf.get(grantKeyOf(grant)) !== grant.ends_on),
  };
}

/** Return the later of two last days; none is later than any. */
const laterEndOf = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : a > b ? a : b;

/** Write the content of a group, and exactly the grants that follow. People without any role left are signed out. */
export async function writeGroup(
  tx: StoreTransaction,
  previousGroupRow: GroupRow,
  { name = previousGroupRow.name, ...content }: GroupContent & { readonly name?: string },
  today: string,
): Promise<void> {
  const { group } = previousGroupRow;
  const { added, removed, moved } = await compareGrants(tx, group, content, today);
  await tx
    .updateTable('people_groups')
    .set({ name, version: previousGroupRow.version + 1 })
    .where('group_id', '=', group)
    .execute();
  await tx.deleteFrom('group_members').where('group_id', '=', group).execute();
  for (const some of parameterChunksOf(content.members))
    await tx
      .insertInto('group_members')
      .values(some.map((person) => ({ group_id: group, person })))
      .execute();
  await tx.deleteFrom('group_roles').where('group_id', '=', group).execute();
  for (const some of parameterChunksOf(content.roles))
    await tx
      .insertInto('group_roles')
      .values(
        some.map(({ role, log, endsOn }) => ({ group_id: group, role, log: log ?? '', ends_on: endsOn })),
      )
      .execute();
  for (const some of parameterChunksOf(added))
    await tx
      .insertInto('grants')
      .values(some.map((grant) => ({ ...grant, source: group })))
      .execute();
  for (const { ends_on, log, person, role } of moved)
    await tx
      .updateTable('grants')
      .set({ ends_on })
      .where('source', '=', group)
      .where('log', '=', log)
      .where('person', '=', person)
      .where('role', '=', role)
      .execute();
  for (const [, ofPerson] of groupByKey(removed, ({ person, role }) => `${person} ${role}`))
    for (const some of parameterChunksOf(ofPerson)) await deleteGrants(tx, group, some);
  for (const personId of new Set(removed.map((grant) => grant.person)))
    await endSessionsWithoutRole(tx, personId);
}

/** Delete grants of one person in one role, by their group. */
async function deleteGrants(tx: StoreTransaction, groupId: GroupId, grants: readonly Grant[]): Promise<void> {
  const [firstGrant] = grants;
  if (firstGrant === undefined) return;
  await tx
    .deleteFrom('grants')
    .where('source', '=', groupId)
    .where('person', '=', firstGrant.person)
    .where('role', '=', firstGrant.role)
    .where(
      'log',
      'in',
      grants.map(({ log }) => log),
    )
    .execute();
}

/** Delete a group without members and roles (`writeGroup`). */
export async function deleteGroup(
  tx: StoreTransaction,
  previousGroupRow: GroupRow,
  today: string,
): Promise<void> {
  await writeGroup(tx, previousGroupRow, { members: [], roles: [] }, today);
  await tx.deleteFrom('people_groups').where('group_id', '=', previousGroupRow.group).execute();
}

/** Describe the effect of a change on each person, as all sources of their roles together have it. */
export async function describeConsequences(
  tx: StoreTransaction,
  previousGroupRow: GroupRow,
  groupContent: GroupContent,
  today: string,
): Promise<GroupConsequences['people']> {
  const { added, removed } = await compareGrants(tx, previousGroupRow.group, groupContent, today);
  const personIds = [...new Set([...added, ...removed].map(({ person }) => person))];
  if (personIds.length === 0) return [];
  const elsewhere = new Set(
    (
      await tx
        .selectFrom('grants')
        .select(['person', 'log', 'role'])
        .where('person', 'in', personIds)
        .where('source', '!=', previousGroupRow.group)
        .where(grantInForce())
        .execute()
    ).map(grantKeyOf),
  );
  const names = await tx
    .selectFrom('persons')
    .select(['person', 'name'])
    .where('person', 'in', personIds)
    .orderBy('name')
    .orderBy('person')
    .execute();
  const everywhere = new Set<Role>(
    [...previousGroupRow.roles, ...groupContent.roles].flatMap(({ role, log }) =>
      log === null ? [role] : [],
    ),
  );
  const count = (grants: readonly Grant[]): readonly CountedRole[] =>
    [...new Set(grants.map(({ role }) => role))].map((role) => ({
      role,
      missions: grants.filter((grant) => grant.role === role).length,
      everyLog: everywhere.has(role),
    }));
  return names.map(({ person, name }) => {
    const own = (grants: readonly Grant[]) => grants.filter((grant) => grant.person === person);
    const isElsewhere = (grant: Grant): boolean => elsewhere.has(grantKeyOf(grant));
    return {
      person,
      name,
      gains: count(own(added).filter((grant) => !isElsewhere(grant))),
      loses: count(own(removed).filter((grant) => !isElsewhere(grant))),
      keeps: count(own([...added, ...removed]).filter(isElsewhere)),
    };
  });
}

/** Return whether the last day of a role is over. */
export const isOver = ({ endsOn }: GroupRole, today: string): boolean => endsOn !== null && endsOn < today;

const isSameScope = (a: GroupRole, b: GroupRole): boolean => a.role === b.role && a.log === b.log;

/** Roles of a group with these given: a role in the same missions gets the new end. */
export const withRoles = (
  groupRoles: readonly GroupRole[],
  given: readonly GroupRole[],
): readonly GroupRole[] => [
  ...groupRoles.filter((role) => !given.some((groupRole) => isSameScope(groupRole, role))),
  ...given,
];

export type GroupGain = Extract<PendingAct, { kind: 'group-members' | 'group-roles' }>;

export type StatedGain = Pick<GroupGain, 'group' | 'people' | 'roles'>;

/** Subject of a gain in the audit trail: group, people, roles and missions. */
export function gainSubjectOf({ group, people, roles }: StatedGain): { readonly [key: string]: JsonValue } {
  const logIds = [...new Set(roles.flatMap(({ log }) => log ?? []))];
  const [until] = roles.flatMap(({ endsOn }) => endsOn ?? []);
  return {
    group,
    people: [...people],
    ...(roles.length > 0 && { role: [...new Set(roles.map(({ role }) => role))] }),
    ...(logIds.length > 0 && { logs: logIds }),
    ...(roles.some(({ log }) => log === null) && { 'all-missions': true }),
    ...(until !== undefined && { until }),
  };
}

/** Person who acts, and who approved: ids, or `command line`. */
interface GainParticipants {
  readonly by: string;
  readonly approvedBy?: string;
}

/**
 * Give roles by a group, with the audit line: to new members, or to all members. Nobody beyond `people` gains anything,
 * and nobody gains other roles. Refused as `changed` where the group has others now, or no room, or a role's last day
 * is over. People who were deactivated or became administrators meanwhile are left out. Refuses a group that is gone.
 */
export async function performGroupGain(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  { by, approvedBy }: GainParticipants,
  act: GroupGain,
): Promise<Result<true, 'unknown' | 'changed'>> {
  const previousGroupRow = await lockGroup(tx, act.group);
  if (previousGroupRow === null) return refuse('unknown');
  const today = utcDayAtMs(dependencies.nowMs());
  if (act.kind === 'group-members') {
    const isStated = (groupRole: GroupRole): boolean =>
      act.roles.some((one) => isSameScope(one, groupRole) && one.endsOn === groupRole.endsOn);
    if (!previousGroupRow.roles.every(isStated)) return refuse('changed');
    const fit = await fitMembersOf(tx, act.people);
    const freshPersonIds = act.people.filter((person) => fit.get(person) === 'fit');
    const memberIds = [...new Set([...previousGroupRow.members, ...freshPersonIds])];
    if (memberIds.length > groupLimits.members) return refuse('changed');
    await writeGroup(tx, previousGroupRow, { members: memberIds, roles: previousGroupRow.roles }, today);
  } else {
    if (!previousGroupRow.members.every((person) => act.people.includes(person))) return refuse('changed');
    if (act.roles.some((role) => isOver(role, today))) return refuse('changed');
    const groupRoles = withRoles(previousGroupRow.roles, act.roles);
    if (groupRoles.length > groupLimits.roles) return refuse('changed');
    await writeGroup(tx, previousGroupRow, { members: previousGroupRow.members, roles: groupRoles }, today);
  }
  await appendAuditLine(tx, dependencies, {
    actor: by,
    act: act.kind === 'group-members' ? 'add-group-members' : 'give-group-role',
    subject: {
      name: previousGroupRow.name,
      ...gainSubjectOf(act),
      ...(approvedBy !== undefined && { approvedBy }),
    },
  });
  return ok(true);
}

/** Give a new mission's roles by groups with a role in all missions, unless its last day is over. */
export async function grantGroupRoles(tx: StoreTransaction, log: LogId): Promise<void> {
  const rows = await tx
    .selectFrom('group_roles')
    .innerJoin('group_members', 'group_members.group_id', 'group_roles.group_id')
    .innerJoin('persons', 'persons.person', 'group_members.person')
    .select(['persons.person', 'group_roles.role', 'group_roles.group_id as source', 'group_roles.ends_on'])
    .where('group_roles.log', '=', '')
    .where((eb) => grantInForce(eb.ref('group_roles.ends_on')))
    .where('persons.deactivated_ms', 'is', null)
    .where('persons.role', '!=', 'admin')
    .execute();
  for (const some of parameterChunksOf(rows.map((row) => ({ ...row, log }))))
    await tx
      .insertInto('grants')
      .values(some)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Take a person out of all groups, with the roles by them: deactivated people and administrators are in none. */
export async function leaveGroups(tx: StoreTransaction, personId: PersonId): Promise<readonly GroupId[]> {
  const rows = await tx
    .selectFrom('group_members')
    .select('group_id')
    .where('person', '=', personId)
    .execute();
  if (rows.length === 0) return [];
  const groupIds = rows.map(({ group_id: group }) => group);
  await tx.deleteFrom('group_members').where('person', '=', personId).execute();
  await tx.deleteFrom('grants').where('person', '=', personId).where('source', 'in', groupIds).execute();
  await tx
    .updateTable('people_groups')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('group_id', 'in', groupIds)
    .execute();
  return groupIds;
}

/** Scope of a group's role in the audit trail. */
export const scopeSubjectOf = (logId: LogId | null): { readonly [key: string]: JsonValue } =>
  logId === null ? { 'all-missions': true } : { log: logId };
