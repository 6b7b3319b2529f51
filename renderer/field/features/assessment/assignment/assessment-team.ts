import type { PersonId } from '#domain/ids.ts';

/** Somebody who works on this assessment's mission. */
export interface TeamMember {
  readonly person: PersonId;
  /** As this person would call them: oneself is "You". */
  readonly name: string;
}

export type AssessmentTeam = readonly TeamMember[];

/** Name of a person; null for nobody. An unknown person keeps a place, so that no assignment looks free. */
export const teamMemberName = (team: AssessmentTeam, person: PersonId | null): string | null =>
  person === null ? null : (team.find((one) => one.person === person)?.name ?? person.slice(0, 8));
