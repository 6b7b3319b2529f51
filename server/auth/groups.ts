import { PostgresAdapter } from 'kysely';
import { type CountedRole, type GroupConsequences, type GroupRow, groupLimits } from '#api/admin-api.ts';
import type { PendingAct } from '#api/approvals-api.ts';
import { utcDayAtMs } from '#base/civil-date.ts';
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
import { grantInForce } from './row-level-security.ts';
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
  return groups.map(({ group_id: group, name, version }) => ({
    group,
    name,
    version,
    members: members.flatMap((row) => (row.group_id === group ? [row.person] : [])),
    roles: roles.flatMap(({ group_id: id, role, log, ends_on: endsOn }) =>
      id === group ? [GroupRole.parse({ role, log: log === '' ? null : log, endsOn })] : [],
    ),
  }));
}

/** Lock a group until the end of the transaction and read it; null when there is none. */
export async function lockGroup(tx: StoreTransaction, group: GroupId): Promise<GroupRow | null> {
  const row = await tx
    .selectFrom('people_groups')
    .select('group_id')
    .where('group_id', '=', group)
    .$if(tx.getExecutor().adapter instanceof PostgresAdapter, (query) => query.forUpdate())
    .executeTakeFirst();
  if (row === undefined) return null;
  return (await listGroups(tx)).find((one) => one.group === group) ?? null;
}

/** Return those of these people who may be members: active, and no administrators. */
export async function fitMembersOf(
  tx: StoreTransaction,
  people: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, 'fit' | 'administrator'>> {
  if (people.length === 0) return new Map();
  const rows = await tx
    .selectFrom('persons')
    .select(['person', 'role'])
    .where('person', 'in', people)
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
  group: GroupId,
  { members, roles }: GroupContent,
  today: string,
): Promise<GrantDifference> {
  const missions = (
    await tx
      .selectFrom('logs')
      .select('log')
      .where('kind', '=', 'mission')
      .where('erased_ms', 'is', null)
      .execute()
  ).map(({ log }) => log);
  const target = new Map<string, Grant>();
  for (const { role, log, endsOn } of roles.filter((one) => !isOver(one, today)))
    for (const mission of log === null ? missions : missions.filter((one) => one === log))
      for (const person of members) {
        const grant = { person, log: mission, role, ends_on: endsOn };
        const key = grantKeyOf(grant);
        const other = target.get(key);
        target.set(
          key,
          other === undefined ? grant : { ...grant, ends_on: laterEndOf(other.ends_on, endsOn) },
        );
      }
  const present = await tx
    .selectFrom('grants')
    .select(['person', 'log', 'role', 'ends_on'])
    .where('source', '=', group)
    .execute();
  const endOf = new Map(present.map((grant) => [grantKeyOf(grant), grant.ends_on]));
  const kept = [...target.values()].filter((grant) => endOf.has(grantKeyOf(grant)));
  return {
    added: [...target.values()].filter((grant) => !endOf.has(grantKeyOf(grant))),
    removed: present.filter((grant) => !target.has(grantKeyOf(grant))),
    moved: kept.filter((grant) => endOf.get(grantKeyOf(grant)) !== grant.ends_on),
  };
}

/** Return the later of two last days; none is later than any. */
const laterEndOf = (a: string | null, b: string | null): string | null =>
  a === null || b === null ? null : a > b ? a : b;

/** Write the content of a group, and exactly the grants that follow. People without any role left are signed out. */
export async function writeGroup(
  tx: StoreTransaction,
  before: GroupRow,
  { name = before.name, ...content }: GroupContent & { readonly name?: string },
  today: string,
): Promise<void> {
  const { group } = before;
  const { added, removed, moved } = await compareGrants(tx, group, content, today);
  await tx
    .updateTable('people_groups')
    .set({ name, version: before.version + 1 })
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
  for (const person of new Set(removed.map((grant) => grant.person)))
    await endSessionsWithoutRole(tx, person);
}

/** Delete grants of one person in one role, by their group. */
async function deleteGrants(tx: StoreTransaction, group: GroupId, grants: readonly Grant[]): Promise<void> {
  const [first] = grants;
  if (first === undefined) return;
  await tx
    .deleteFrom('grants')
    .where('source', '=', group)
    .where('person', '=', first.person)
    .where('role', '=', first.role)
    .where(
      'log',
      'in',
      grants.map(({ log }) => log),
    )
    .execute();
}

/** Delete a group without members and roles (`writeGroup`). */
export async function deleteGroup(tx: StoreTransaction, before: GroupRow, today: string): Promise<void> {
  await writeGroup(tx, before, { members: [], roles: [] }, today);
  await tx.deleteFrom('people_groups').where('group_id', '=', before.group).execute();
}

/** Describe the effect of a change on each person, as all sources of their roles together have it. */
export async function describeConsequences(
  tx: StoreTransaction,
  before: GroupRow,
  content: GroupContent,
  today: string,
): Promise<GroupConsequences['people']> {
  const { added, removed } = await compareGrants(tx, before.group, content, today);
  const people = [...new Set([...added, ...removed].map(({ person }) => person))];
  if (people.length === 0) return [];
  const elsewhere = new Set(
    (
      await tx
        .selectFrom('grants')
        .select(['person', 'log', 'role'])
        .where('person', 'in', people)
        .where('source', '!=', before.group)
        .where(grantInForce())
        .execute()
    ).map(grantKeyOf),
  );
  const names = await tx
    .selectFrom('persons')
    .select(['person', 'name'])
    .where('person', 'in', people)
    .orderBy('name')
    .orderBy('person')
    .execute();
  const everywhere = new Set<Role>(
    [...before.roles, ...content.roles].flatMap(({ role, log }) => (log === null ? [role] : [])),
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
export const withRoles = (roles: readonly GroupRole[], given: readonly GroupRole[]): readonly GroupRole[] => [
  ...roles.filter((role) => !given.some((one) => isSameScope(one, role))),
  ...given,
];

export type GroupGain = Extract<PendingAct, { kind: 'group-members' | 'group-roles' }>;

export type StatedGain = Pick<GroupGain, 'group' | 'people' | 'roles'>;

/** Subject of a gain in the audit trail: group, people, roles and missions. */
export function gainSubjectOf({ group, people, roles }: StatedGain): { readonly [key: string]: JsonValue } {
  const logs = [...new Set(roles.flatMap(({ log }) => log ?? []))];
  const [until] = roles.flatMap(({ endsOn }) => endsOn ?? []);
  return {
    group,
    people: [...people],
    ...(roles.length > 0 && { role: [...new Set(roles.map(({ role }) => role))] }),
    ...(logs.length > 0 && { logs }),
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
  const before = await lockGroup(tx, act.group);
  if (before === null) return refuse('unknown');
  const today = utcDayAtMs(dependencies.nowMs());
  if (act.kind === 'group-members') {
    const isStated = (role: GroupRole): boolean =>
      act.roles.some((one) => isSameScope(one, role) && one.endsOn === role.endsOn);
    if (!before.roles.every(isStated)) return refuse('changed');
    const fit = await fitMembersOf(tx, act.people);
    const fresh = act.people.filter((person) => fit.get(person) === 'fit');
    const members = [...new Set([...before.members, ...fresh])];
    if (members.length > groupLimits.members) return refuse('changed');
    await writeGroup(tx, before, { members, roles: before.roles }, today);
  } else {
    if (!before.members.every((person) => act.people.includes(person))) return refuse('changed');
    if (act.roles.some((role) => isOver(role, today))) return refuse('changed');
    const roles = withRoles(before.roles, act.roles);
    if (roles.length > groupLimits.roles) return refuse('changed');
    await writeGroup(tx, before, { members: before.members, roles }, today);
  }
  await appendAuditLine(tx, dependencies, {
    actor: by,
    act: act.kind === 'group-members' ? 'add-group-members' : 'give-group-role',
    subject: {
      name: before.name,
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
export async function leaveGroups(tx: StoreTransaction, person: PersonId): Promise<readonly GroupId[]> {
  const rows = await tx.selectFrom('group_members').select('group_id').where('person', '=', person).execute();
  if (rows.length === 0) return [];
  const groups = rows.map(({ group_id: group }) => group);
  await tx.deleteFrom('group_members').where('person', '=', person).execute();
  await tx.deleteFrom('grants').where('person', '=', person).where('source', 'in', groups).execute();
  await tx
    .updateTable('people_groups')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('group_id', 'in', groups)
    .execute();
  return groups;
}

/** Scope of a group's role in the audit trail. */
export const scopeSubjectOf = (log: LogId | null): { readonly [key: string]: JsonValue } =>
  log === null ? { 'all-missions': true } : { log };
