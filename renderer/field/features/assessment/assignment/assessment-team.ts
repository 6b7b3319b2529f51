import type { Document } from '#domain/document/document.ts';
import { deviceOfDot, type Path } from '#domain/document/op.ts';
import type { DeviceId, PersonId } from '#domain/ids.ts';
import { ratingRoles } from '#domain/kinds/rights.ts';
import type { MissionTeamMember } from '#domain/mission/mission-work.ts';

/** Somebody who works on this assessment's mission. */
export interface TeamMember {
  readonly person: PersonId;
  /** As this person would call them: oneself is "You". */
  readonly name: string;
  /** `rates`: may rate by their function or did so. `other`: has a function that does not rate. */
  readonly part: 'rates' | 'other' | 'unknown';
}

export type AssessmentTeam = readonly TeamMember[];

/** Name of a person; null for nobody. An unknown person keeps a place, so that no assignment looks free. */
export const teamMemberName = (assessmentTeam: AssessmentTeam, personId: PersonId | null): string | null =>
  personId === null
    ? null
    : (assessmentTeam.find((teamMember) => teamMember.person === personId)?.name ?? personId.slice(0, 8));

/** Part of a person in the rating: the team list of the mission counts, and else whether they rated here already. */
export function teamPartOf(
  personId: PersonId,
  missionTeamMembers: readonly MissionTeamMember[],
  hasRated: boolean,
): TeamMember['part'] {
  const roles = missionTeamMembers.filter(({ id }) => id === personId).map(({ role }) => role);
  if (hasRated || roles.some((role) => ratingRoles.includes(role))) return 'rates';
  return roles.length === 0 ? 'unknown' : 'other';
}

/** Devices that wrote a rating in this assessment. */
export const ratingDevicesOf = (document: Document): readonly DeviceId[] => [
  ...new Set(
    // Keys of a parsed record are paths; Object.keys forgets that.
    (Object.keys(document.registers) as Path[])
      .filter(
        (path) =>
          (path.endsWith('/level') && path.startsWith('answers/')) || path.startsWith('second-ratings/'),
      )
      .flatMap((path) => (document.registers[path]?.heads ?? []).map(({ dot }) => deviceOfDot(dot))),
  ),
];

/** People to choose from: those who rate first, then those without a function in the team list. */
export const offeredMembers = (
  assessmentTeam: AssessmentTeam,
  chosenPersonId: PersonId | null,
): AssessmentTeam => {
  const of = (part: TeamMember['part']): AssessmentTeam =>
    assessmentTeam.filter((teamMember) => teamMember.part === part);
  return [...of('rates'), ...of('unknown'), ...of('other').filter(({ person }) => person === chosenPersonId)];
};
