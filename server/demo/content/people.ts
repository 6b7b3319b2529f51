import type { Role } from '#domain/people/role.ts';

/** A member of the demonstration's team, known by function only. */
export interface DemoPerson {
  readonly name: string;
  readonly role: Role;
  /** Gets an enrolment code, to be played by whoever tries the app out. */
  readonly isPlayed: boolean;
}

export const demoMissionLead: DemoPerson = { name: 'Mission lead', role: 'mission-lead', isPlayed: false };
export const demoLeadAssessor: DemoPerson = { name: 'Lead assessor', role: 'lead', isPlayed: true };
export const demoSecondAssessor: DemoPerson = { name: 'Second assessor', role: 'assessor', isPlayed: true };
export const demoTrainer: DemoPerson = { name: 'Trainer', role: 'trainer', isPlayed: true };

/** Works at headquarters, in the console alone, and publishes the instruments. */
export const demoAdministrator = { name: 'Administrator', role: 'admin' } as const;

/** A recovery takes two of them. */
export const demoAdministrators = [
  demoAdministrator,
  { name: 'Second administrator', role: 'admin' },
] as const;
/** Look at the safeguards, in the console alone. The reviewer there exists from the start. */
export const demoAdvisers = [{ name: 'Human rights and gender adviser', role: 'adviser' }] as const;

/** Whoever tries the app out is the first that is played. */
export const demoPeople: readonly DemoPerson[] = [
  demoLeadAssessor,
  demoSecondAssessor,
  demoTrainer,
  demoMissionLead,
];
