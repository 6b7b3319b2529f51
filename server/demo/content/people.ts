import type { Role } from '#domain/people/role.ts';

/** Member of the demonstration's team, known by function only. */
export interface DemoPerson {
  readonly name: string;
  readonly role: Role;
  /** Whether the person gets an enrolment code, to be played in a trial. */
  readonly isPlayed: boolean;
}

export const demoMissionLead: DemoPerson = { name: 'Mission lead', role: 'mission-lead', isPlayed: false };
export const demoLeadAssessor: DemoPerson = { name: 'Lead assessor', role: 'lead', isPlayed: true };
export const demoSecondAssessor: DemoPerson = { name: 'Second assessor', role: 'assessor', isPlayed: true };
export const demoTrainer: DemoPerson = { name: 'Trainer', role: 'trainer', isPlayed: true };

/** Administrator at headquarters, in the console alone, who publishes the instruments. */
export const demoAdministrator = { name: 'Administrator', role: 'admin' } as const;

/** A recovery needs two of them. */
export const demoAdministrators = [
  demoAdministrator,
  { name: 'Second administrator', role: 'admin' },
] as const;
/** Review safeguards, in the console alone. Their reviewer exists from the start. */
export const demoAdvisers = [{ name: 'Human rights and gender adviser', role: 'adviser' }] as const;

/** Team. The first person that is played is the usual one for a trial. */
export const demoPeople: readonly DemoPerson[] = [
  demoLeadAssessor,
  demoSecondAssessor,
  demoTrainer,
  demoMissionLead,
];
