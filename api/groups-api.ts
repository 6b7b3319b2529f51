import * as z from 'zod';
import { ShownLine } from '#base/shown-line.ts';
import { GroupId, LogId, PersonId } from '#domain/ids.ts';
import { IsoDay } from '#domain/mission/mission-work.ts';
import { GroupRole, Role } from '#domain/people/role.ts';
import { NamedPerson } from './console-api.ts';

// Administrators' routes for groups of people under /api/v1/admin (docs/requirements.md A3).

/** Bounds of groups; `group-full` and `groups-full` refuse more. */
export const groupLimits = { groups: 200, members: 200, roles: 200, name: 80 } as const;
const groupName = ShownLine.max(groupLimits.name);

/** Group of people, with the roles that each member has by it. */
export const GroupRow = z.readonly(
  z.object({
    group: GroupId,
    name: z.string(),
    version: z.int().positive(),
    members: z.readonly(z.array(PersonId)),
    roles: z.readonly(z.array(GroupRole)),
  }),
);
export type GroupRow = z.infer<typeof GroupRow>;

const groupPeople = z.readonly(z.array(PersonId).min(1).max(groupLimits.members));

/** POST /admin/groups -> `AddedGroupResponse`: a group without roles. 409 `name-taken`, `groups-full`. */
export const AddGroupRequest = z.readonly(
  z.object({ name: groupName, people: z.readonly(z.array(PersonId).max(groupLimits.members)) }),
);
export type AddGroupRequest = z.infer<typeof AddGroupRequest>;
export const AddedGroupResponse = z.readonly(z.object({ group: GroupId }));
export type AddedGroupResponse = z.infer<typeof AddedGroupResponse>;

const changedGroup = { group: GroupId, version: z.int().positive() };
/**
 * POST /admin/groups/change -> `ChangedResponse`; POST /admin/groups/consequences -> `GroupConsequences`, and nothing
 * is done. All or nothing. 409 `group-changed`: `version` is not the present one. Giving a role waits for a second
 * person where giving it to each member would. Taking away never waits, and other sources of the same role stay.
 */
export const ChangeGroupRequest = z.readonly(
  z.discriminatedUnion('act', [
    z.object({ act: z.literal('rename'), ...changedGroup, name: groupName }),
    z.object({ act: z.literal('dissolve'), ...changedGroup }),
    z.object({ act: z.literal('add-members'), ...changedGroup, people: groupPeople }),
    z.object({ act: z.literal('take-members'), ...changedGroup, people: groupPeople }),
    z.object({
      act: z.literal('give-role'),
      ...changedGroup,
      role: GroupRole.unwrap().shape.role,
      /** Null: all missions, also later ones. */
      logs: z.readonly(z.array(LogId).min(1).max(groupLimits.roles)).nullable(),
      endsOn: IsoDay.nullable(),
    }),
    z.object({ act: z.literal('take-role'), ...changedGroup, role: Role, log: LogId.nullable() }),
  ]),
);
export type ChangeGroupRequest = z.infer<typeof ChangeGroupRequest>;

/** Role with its number of missions today; `everyLog`: in later missions too. */
const CountedRole = z.readonly(
  z.object({ role: Role, missions: z.int().nonnegative(), everyLog: z.boolean() }),
);
export type CountedRole = z.infer<typeof CountedRole>;
const countedRoles = z.readonly(z.array(CountedRole));

const ConcernedPerson = z.readonly(
  NamedPerson.unwrap().extend({ gains: countedRoles, loses: countedRoles, keeps: countedRoles }),
);

/** Effect of a change on each person concerned. `keeps`: roles that another source gives as well. */
export const GroupConsequences = z.readonly(
  z.object({
    people: z.readonly(z.array(ConcernedPerson)),
    /** A second person has to agree first. */
    waits: z.boolean(),
  }),
);
export type GroupConsequences = z.infer<typeof GroupConsequences>;
