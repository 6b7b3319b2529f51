import {
  type AddGroupRequest,
  type ChangeGroupRequest,
  type GroupConsequences,
  type GroupRow,
  groupLimits,
} from '#api/groups-api.ts';
import { utcDayAtMs } from '#base/calendar-day.ts';
import type { JsonValue } from '#base/json.ts';
import { ok, type Result, refuse } from '#base/result.ts';
import type { AuditAct } from '#domain/audit-act.ts';
import { GroupId, type LogId, type PersonId } from '#domain/ids.ts';
import type { GroupRole } from '#domain/people/role.ts';
import {
  deleteGroup,
  describeConsequences,
  fitMembersOf,
  type GroupContent,
  type GroupGain,
  gainSubjectOf,
  lockGroup,
  performGroupGain,
  type StatedGain,
  scopeSubjectOf,
  withRoles,
  writeGroup,
} from '../auth/groups.ts';
import { appendAuditLine } from '../db/audit-trail.ts';
import { lockSubject, newUuid, type RuntimeDependencies, type StoreTransaction } from '../db/open-store.ts';
import { type ActRefusal, needsSecondPerson, type RequestedAct, requestAct } from './approvals.ts';

/** `full`: bounds of members, roles or groups. `administrator`: one of the people is one. `over`: an end in the past. */
export type GroupRefusal =
  | ActRefusal
  | 'changed'
  | 'nameTaken'
  | 'full'
  | 'manyGroups'
  | 'administrator'
  | 'over';

/** Person who acts; null for the command line, which needs no second person. */
type GroupActor = PersonId | null;

const actorOf = (by: GroupActor): string => by ?? 'command line';

/** Add a group without roles. Refuses a name in use, people who cannot be members, and more groups than the bound. */
export async function addGroup(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  by: GroupActor,
  { name, people }: AddGroupRequest,
): Promise<Result<GroupId, GroupRefusal>> {
  if (await isNameTaken(tx, name, null)) return refuse('nameTaken');
  const { count } = await tx
    .selectFrom('people_groups')
    .select((eb) => eb.fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  if (Number(count) >= groupLimits.groups) return refuse('manyGroups');
  const memberIds = [...new Set(people)];
  const unfit = await memberRefusal(tx, memberIds);
  if (unfit !== null) return refuse(unfit);
  const groupId = GroupId.parse(newUuid(dependencies));
  const row = { group: groupId, name, version: 1, members: [], roles: [] };
  await tx
    .insertInto('people_groups')
    .values({ group_id: groupId, name, version: 0, made_ms: dependencies.nowMs() })
    .execute();
  await writeGroup(
    tx,
    { ...row, version: 0 },
    { members: memberIds, roles: [] },
    utcDayAtMs(dependencies.nowMs()),
  );
  const subject = { group: groupId, name, ...(memberIds.length > 0 && { people: memberIds }) };
  await appendAuditLine(tx, dependencies, { actor: actorOf(by), act: 'add-group', subject });
  return ok(groupId);
}

/**
 * Change a group, with the audit line: all or nothing. A change of its members or roles that gives somebody a role
 * waits for a second person where giving it to them would. Refuses a version that is no longer the present one.
 */
export async function changeGroup(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  by: GroupActor,
  groupRequest: ChangeGroupRequest,
): Promise<Result<RequestedAct, GroupRefusal>> {
  const planned = await planChange(tx, dependencies, groupRequest);
  if (!planned.ok) return planned;
  const { before, content, gain } = planned.value;
  if (gain !== null) {
    if (by !== null) return requestAct(tx, dependencies, by, gain);
    const done = await performGroupGain(tx, dependencies, { by: actorOf(by) }, gain);
    return done.ok ? ok({ approval: null }) : done;
  }
  const { group, name } = before;
  const today = utcDayAtMs(dependencies.nowMs());
  const line = (act: AuditAct, subject: { readonly [key: string]: JsonValue }) =>
    appendAuditLine(tx, dependencies, { actor: actorOf(by), act, subject: { group, name, ...subject } });
  switch (groupRequest.act) {
    case 'rename':
      await writeGroup(tx, before, { ...content, name: groupRequest.name }, today);
      await line('rename-group', { from: name, name: groupRequest.name });
      break;
    case 'dissolve':
      await deleteGroup(tx, before, today);
      await line('dissolve-group', { people: [...before.members] });
      break;
    case 'take-members':
      await writeGroup(tx, before, content, today);
      await line('take-group-members', { people: [...groupRequest.people] });
      break;
    case 'take-role':
      await writeGroup(tx, before, content, today);
      await line('take-group-role', { role: groupRequest.role, ...scopeSubjectOf(groupRequest.log) });
      break;
    case 'add-members':
    case 'give-role': {
      await writeGroup(tx, before, content, today);
      await line(
        groupRequest.act === 'add-members' ? 'add-group-members' : 'give-group-role',
        gainSubjectOf(statedGainOf(before, groupRequest)),
      );
      break;
    }
  }
  return ok({ approval: null });
}

/** Tell the effect of a change on each person, and whether it waits for a second person. Nothing is written. */
export async function previewGroupChange(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  by: PersonId,
  groupRequest: ChangeGroupRequest,
): Promise<Result<GroupConsequences, GroupRefusal>> {
  const planned = await planChange(tx, dependencies, groupRequest);
  if (!planned.ok) return planned;
  const { before, content, gain } = planned.value;
  return ok({
    people: await describeConsequences(tx, before, content, utcDayAtMs(dependencies.nowMs())),
    waits: gain !== null && (await needsSecondPerson(tx, by, gain, dependencies.nowMs())),
  });
}

interface PlannedChange {
  readonly before: GroupRow;
  readonly content: GroupContent;
  /** Act that gives somebody a role; null where nobody gains one. */
  readonly gain: GroupGain | null;
}

async function planChange(
  tx: StoreTransaction,
  dependencies: RuntimeDependencies,
  groupRequest: ChangeGroupRequest,
): Promise<Result<PlannedChange, GroupRefusal>> {
  const previousGroupRow = await lockGroup(tx, groupRequest.group);
  if (previousGroupRow === null) return refuse('unknown');
  if (previousGroupRow.version !== groupRequest.version) return refuse('changed');
  const { members, roles } = previousGroupRow;
  switch (groupRequest.act) {
    case 'rename':
      if (await isNameTaken(tx, groupRequest.name, previousGroupRow.group)) return refuse('nameTaken');
      return ok({ before: previousGroupRow, content: { members, roles }, gain: null });
    case 'dissolve':
      return ok({ before: previousGroupRow, content: { members: [], roles: [] }, gain: null });
    case 'take-members':
      return ok({
        before: previousGroupRow,
        content: { members: members.filter((person) => !groupRequest.people.includes(person)), roles },
        gain: null,
      });
    case 'take-role': {
      const left = roles.filter(({ role, log }) => role !== groupRequest.role || log !== groupRequest.log);
      return ok({ before: previousGroupRow, content: { members, roles: left }, gain: null });
    }
    case 'add-members': {
      const unfit = await memberRefusal(tx, groupRequest.people);
      if (unfit !== null) return refuse(unfit);
      const all = [...new Set([...members, ...groupRequest.people])];
      if (all.length > groupLimits.members) return refuse('full');
      return ok({
        before: previousGroupRow,
        content: { members: all, roles },
        gain: gainOf(previousGroupRow, groupRequest),
      });
    }
    case 'give-role': {
      if (groupRequest.endsOn !== null && groupRequest.endsOn < utcDayAtMs(dependencies.nowMs()))
        return refuse('over');
      if (groupRequest.logs !== null && !(await areMissions(tx, groupRequest.logs))) return refuse('unknown');
      const all = withRoles(roles, givenRolesOf(groupRequest));
      if (all.length > groupLimits.roles) return refuse('full');
      return ok({
        before: previousGroupRow,
        content: { members, roles: all },
        gain: gainOf(previousGroupRow, groupRequest),
      });
    }
  }
}

type GainingChange = Extract<ChangeGroupRequest, { act: 'add-members' | 'give-role' }>;

/** Roles that a change gives, one for each mission. */
const givenRolesOf = ({
  role,
  logs,
  endsOn,
}: Extract<ChangeGroupRequest, { act: 'give-role' }>): readonly GroupRole[] =>
  logs === null ? [{ role, log: null, endsOn }] : [...new Set(logs)].map((log) => ({ role, log, endsOn }));

/** Return whether all members have the role by the group already, for as long. New members have none. */
const isHeldAsLong = (
  { roles }: GroupRow,
  { act }: GainingChange,
  { role, log, endsOn }: GroupRole,
): boolean =>
  act === 'give-role' &&
  roles.some(
    (groupRole) =>
      groupRole.role === role &&
      groupRole.log === log &&
      (groupRole.endsOn === null || (endsOn !== null && endsOn <= groupRole.endsOn)),
  );

/** People and roles of a change that gives: new members with all roles, or all members with new roles. */
const statedGainOf = ({ group, members, roles }: GroupRow, gainingChange: GainingChange): StatedGain =>
  gainingChange.act === 'add-members'
    ? {
        group,
        people: [...new Set(gainingChange.people)].filter((person) => !members.includes(person)),
        roles,
      }
    : { group, people: members, roles: givenRolesOf(gainingChange) };

/** Build the act of a change that gives somebody a role; null where nobody gains one. */
function gainOf(previousGroupRow: GroupRow, gainingChange: GainingChange): GroupGain | null {
  const statedGain = statedGainOf(previousGroupRow, gainingChange);
  const [personId] = statedGain.people;
  if (
    personId === undefined ||
    statedGain.roles.every((role) => isHeldAsLong(previousGroupRow, gainingChange, role))
  )
    return null;
  return {
    kind: gainingChange.act === 'add-members' ? 'group-members' : 'group-roles',
    person: personId,
    ...statedGain,
  };
}

/** Return whether another group has this name. Its lock keeps two people from taking one name at once. */
async function isNameTaken(tx: StoreTransaction, name: string, ownGroupId: GroupId | null): Promise<boolean> {
  await lockSubject(tx, 'groupNames');
  const rows = await tx.selectFrom('people_groups').select(['group_id', 'name']).execute();
  const wanted = name.toLocaleLowerCase('en');
  return rows.some((row) => row.group_id !== ownGroupId && row.name.toLocaleLowerCase('en') === wanted);
}

async function memberRefusal(
  tx: StoreTransaction,
  personIds: readonly PersonId[],
): Promise<'unknown' | 'administrator' | null> {
  const fit = await fitMembersOf(tx, personIds);
  if (personIds.some((person) => !fit.has(person))) return 'unknown';
  return personIds.some((person) => fit.get(person) === 'administrator') ? 'administrator' : null;
}

async function areMissions(tx: StoreTransaction, logIds: readonly LogId[]): Promise<boolean> {
  const rows = await tx
    .selectFrom('logs')
    .select('log')
    .where('log', 'in', logIds)
    .where('kind', '=', 'mission')
    .where('erased_ms', 'is', null)
    .execute();
  return rows.length === new Set(logIds).size;
}
