import * as z from 'zod';
import { shownLinePattern } from '#base/shown-line.ts';
import { Dot } from '#domain/document/op.ts';
import { LogId, PersonId } from '#domain/ids.ts';
import { CountryCode, MissionStatus, mostTitleLetters } from '#domain/mission/mission.ts';
import { type MissionFormPath, missionFormPaths } from '#domain/mission/mission-form.ts';
import { IsoDay, MissionMode } from '#domain/mission/mission-work.ts';
import { Role } from '#domain/people/role.ts';

// Missions that programme managers and mission leads create and change in the console (docs/requirements.md A3). Their
// writes are ops of their console device, and reach laptops as all ops do. No laptop uses these routes.

/** Title as lists have it, in one line. */
const missionTitle = z.string().trim().min(1).max(mostTitleLetters).regex(shownLinePattern);

const missionDetails = {
  title: missionTitle,
  country: CountryCode.nullable(),
  from: IsoDay.nullable(),
  to: IsoDay.nullable(),
  purpose: z.string().trim().max(20_000).nullable(),
  /** A city at most (docs/requirements.md A1). */
  place: z.string().trim().max(400).nullable(),
  mode: MissionMode.nullable(),
} satisfies { readonly [path in Exclude<MissionFormPath, 'status'>]: z.ZodType };

/** Member of a new mission's team. The function is a role in the mission, and gives its rights there. */
export const NewTeamMember = z.readonly(z.object({ person: PersonId, role: Role.exclude(['admin']) }));
export type NewTeamMember = z.infer<typeof NewTeamMember>;

/**
 * POST /missions -> `CreatedMissionResponse`: a log of its own, with the mission's document and the team's roles. The
 * creator gets their own role there. 403 `forbidden`: a member cannot have that function (`mayServeAs`). 409
 * `ends-before-it-starts`.
 */
export const CreateMissionRequest = z.readonly(
  z.object({ ...missionDetails, team: z.readonly(z.array(NewTeamMember).max(100)) }),
);
export type CreateMissionRequest = z.infer<typeof CreateMissionRequest>;
export const CreatedMissionResponse = z.readonly(z.object({ log: LogId }));
export type CreatedMissionResponse = z.infer<typeof CreatedMissionResponse>;

/** GET /missions/people: active people who can join a team, by name. Administrators read no mission. */
export const TeamCandidate = z.readonly(z.object({ person: PersonId, name: z.string(), role: Role }));
export type TeamCandidate = z.infer<typeof TeamCandidate>;
export const TeamCandidatesResponse = z.readonly(z.object({ people: z.readonly(z.array(TeamCandidate)) }));
export type TeamCandidatesResponse = z.infer<typeof TeamCandidatesResponse>;

/**
 * GET /logs/{log}/mission: details of a mission, and the asker's rights in it. Texts without a value are empty, other
 * fields null. 404 for the programme's log.
 */
export const MissionDetailsResponse = z.readonly(
  z.object({
    ...missionDetails,
    title: z.string(),
    status: MissionStatus.nullable(),
    /** Dots of the heads that the asker sees, for `ChangeMissionRequest`; absent for a register without a value. */
    seen: z.readonly(z.partialRecord(z.enum(missionFormPaths), z.readonly(z.array(Dot)))),
    /** Registers that the asker may change. */
    mayChange: z.readonly(z.array(z.enum(missionFormPaths))),
    /** Statuses that the asker may choose, the present one included. */
    statuses: z.readonly(z.array(MissionStatus)),
  }),
);
export type MissionDetailsResponse = z.infer<typeof MissionDetailsResponse>;

/**
 * POST /logs/{log}/mission -> `DoneResponse`. Only the registers in `change` are written. `seen` has the dots of their
 * heads as the person saw them. 409 `record-moved`: one of them changed meanwhile. 409 `ends-before-it-starts`. A
 * refused change writes nothing.
 */
export const ChangeMissionRequest = z.readonly(
  z.object({
    change: z.readonly(
      z.object({ ...missionDetails, country: CountryCode, status: MissionStatus }).partial(),
    ),
    seen: z.readonly(z.partialRecord(z.enum(missionFormPaths), z.readonly(z.array(Dot).max(100)))),
  }),
);
export type ChangeMissionRequest = z.infer<typeof ChangeMissionRequest>;
