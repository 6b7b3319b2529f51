import * as z from 'zod';
import { type Document, isItemRemoved, itemIdsBelow, plainTextAt, valueAt } from '../document/document.ts';
import { compareWritten, orderedItemIds, writePositionAt } from '../document/written-order.ts';
import type { KindSchema, PathHandling } from '../path-rules/kind-schema.ts';
import { donorAndState, noAudience } from '../path-rules/path-audience.ts';
import { Role } from '../people/role.ts';

/** Way in which a mission works with its institutions; a virtual one is remote. */
export const MissionMode = z.enum(['on-site', 'virtual', 'hybrid']);
export type MissionMode = z.infer<typeof MissionMode>;

/** A calendar day, `2026-11-24`; missions and workshops have days, not instants. */
export const IsoDay = z.iso.date();

/** Time of day, `09:30`. */
export const ClockTime = z.string().regex(/^(?:[01][0-9]|2[0-3]):[0-5][0-9]$/);
export type ClockTime = z.infer<typeof ClockTime>;

const line = z.string().max(400);

// The lead prepares the mission; everybody in it reads (docs/requirements.md A3).
const prepared = { rights: 'preparation', group: 'mission', sharedWith: noAudience } as const satisfies Omit<
  PathHandling<'mission'>,
  'erasable'
>;

const words = { ...prepared, erasable: 'all' } as const;

const facts = { ...prepared, erasable: 'never' } as const;

/** Path rules of a mission's preparation: its purpose, place and mode, the meetings, and the checklist. */
export const missionWorkRules: KindSchema<'mission'> = [
  {
    pattern: 'purpose',
    field: ['lines', 'path.purpose', 'path.purpose.help'],
    holds: z.string().max(20_000).nullable(),
    ...words,
  },
  // A city at most (docs/requirements.md A1).
  {
    pattern: 'place',
    field: ['line', 'path.place', 'path.place.help'],
    holds: line.nullable(),
    ...words,
    sharedWith: donorAndState,
  },
  {
    pattern: 'mode',
    field: ['workshopMode', 'path.mode'],
    holds: MissionMode.nullable(),
    ...facts,
    sharedWith: donorAndState,
  },
  { pattern: 'meetings/*/day', field: ['day', 'path.meeting.day'], holds: IsoDay.nullable(), ...facts },
  {
    pattern: 'meetings/*/starts',
    field: ['time', 'path.meeting.starts'],
    holds: ClockTime.nullable(),
    ...facts,
  },
  {
    pattern: 'meetings/*/institution',
    field: ['line', 'path.institution.name'],
    holds: line,
    ...words,
    personalDataCheck: 'never',
  },
  // Entry of the programme's register of institutions.
  {
    pattern: 'meetings/*/institution-ref',
    field: ['other', 'path.institution.ref'],
    holds: z.guid().nullable(),
    ...facts,
  },
  { pattern: 'meetings/*/place', field: ['line', 'path.place'], holds: line, ...words },
  // Functions of the people who meet, never names.
  {
    pattern: 'meetings/*/who',
    field: ['line', 'path.meeting.who', 'path.meeting.who.help'],
    holds: line,
    ...words,
  },
  { pattern: 'meetings/*/removed', field: ['removed', 'path.removed'], holds: z.boolean(), ...facts },
  { pattern: 'checklist/*/text', field: ['line', 'path.text'], holds: line, ...words },
  { pattern: 'checklist/*/done', field: ['flag', 'path.checkItem.done'], holds: z.boolean(), ...facts },
  { pattern: 'checklist/*/order', field: ['other', 'path.order'], holds: z.string().max(200), ...facts },
  { pattern: 'checklist/*/removed', field: ['removed', 'path.removed'], holds: z.boolean(), ...facts },
];

/** Function of one person in a mission. The id is the person's, or one of its own for a person without an account. */
export interface MissionTeamMember {
  readonly id: string;
  readonly role: Role;
}

/** Team of a mission in the order of roles; a member with a function of another version is left out. */
export const readMissionTeam = (mission: Document | undefined): readonly MissionTeamMember[] =>
  itemIdsBelow(mission, 'team')
    .filter((id) => !isItemRemoved(mission, `team/${id}`))
    .flatMap((id) => {
      const role = Role.safeParse(valueAt(mission, `team/${id}/function`));
      return role.success ? [{ id, role: role.data }] : [];
    })
    .toSorted(
      (a, b) =>
        Role.options.indexOf(a.role) - Role.options.indexOf(b.role) ||
        compareWritten(
          writePositionAt(mission, `team/${a.id}/function`),
          writePositionAt(mission, `team/${b.id}/function`),
        ),
    );

/** One thing to do for a mission. */
export interface ChecklistItem {
  readonly id: string;
  readonly text: string;
  readonly isDone: boolean;
  readonly order: string;
}

/** Items of the checklist that are not removed, in their order. */
export const readChecklist = (mission: Document | undefined): readonly ChecklistItem[] =>
  orderedItemIds(mission, 'checklist').map((id) => ({
    id,
    text: plainTextAt(mission, `checklist/${id}/text`),
    isDone: valueAt(mission, `checklist/${id}/done`) === true,
    order: plainTextAt(mission, `checklist/${id}/order`),
  }));
