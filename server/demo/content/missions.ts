import type { MissionStatus } from '#domain/mission/mission.ts';
import type { KeyFigure } from '#domain/path-rules/report-texts.ts';
import type { Role } from '#domain/people/role.ts';
import { builtInTemplates, nationalPolicyTemplate } from '#domain/workshop/templates/built-in-templates.ts';
import type { WorkshopTemplate } from '#domain/workshop/templates/workshop-template.ts';
import type { WorkshopStatus } from '#domain/workshop/workshop-schema.ts';
import { type HeldWorkshop, heldNationalWorkshop } from './held-workshop.ts';
import {
  academyAssessment,
  type DemoAssessment,
  ministryAssessment,
  ombudsAssessment,
  policeAssessment,
  prosecutionAssessment,
} from './institutions.ts';

/** Notes of one session, as plain paragraphs; the number is the session's place in the agenda. */
interface DemoNotes {
  readonly session: number;
  readonly paragraphs: readonly string[];
}

export interface DemoWorkshop {
  readonly title: string;
  readonly status: WorkshopStatus;
  /** Days from the day of seeding. */
  readonly fromDay: number;
  readonly toDay: number;
  readonly template: WorkshopTemplate;
  readonly notes: readonly DemoNotes[];
  /** Records of the workshop as it was held; null for one with an agenda and notes alone. */
  readonly held: HeldWorkshop | null;
}

export interface DemoMission {
  readonly title: string;
  readonly status: MissionStatus;
  readonly fromDay: number;
  readonly toDay: number;
  readonly purpose: string;
  /** Sentences for reports, each with the code of its figure. */
  readonly keyMessages: readonly (readonly [string, KeyFigure])[];
  readonly assessments: readonly DemoAssessment[];
  readonly workshops: readonly DemoWorkshop[];
}

/** User-assigned code in ISO 3166, so no country's. */
export const demoCountry = 'XA';

export const demoMissions: readonly DemoMission[] = [
  {
    title: 'Arlandia: baseline needs assessment',
    status: 'under-way',
    fromDay: -10,
    toDay: 4,
    purpose: 'Baseline of the capacity to prevent and investigate the use of new technologies.',
    keyMessages: [
      ['The institutions work by custom; few steps are written down.', 'institutions'],
      ['The weakest area is where most requests for support lie.', 'lowest-dimension'],
    ],
    assessments: [policeAssessment, ministryAssessment, prosecutionAssessment],
    workshops: [
      {
        title: 'National policy and capability planning',
        status: 'completed',
        fromDay: -6,
        toDay: -3,
        template: nationalPolicyTemplate,
        held: heldNationalWorkshop,
        notes: [
          {
            session: 1,
            paragraphs: [
              'The data notice was read out and the ground rules were agreed: no attribution, no case content.',
              'All thirty participants took the first test.',
            ],
          },
          {
            session: 2,
            paragraphs: [
              'The groups drew four maps of mandates. All of them place oversight at the end of the chain.',
              'Open question: which body is told when a request for assistance is sent abroad?',
            ],
          },
          {
            session: 3,
            paragraphs: [
              'The process sketch has six steps; limits and confidence were added by every group.',
            ],
          },
        ],
      },
      {
        title: 'Follow-up and progress review',
        status: 'draft',
        fromDay: 3,
        toDay: 4,
        template: builtInTemplates.find(({ code }) => code === 'W5') ?? nationalPolicyTemplate,
        held: null,
        notes: [],
      },
    ],
  },
  {
    title: 'Arlandia: training and oversight institutions',
    status: 'completed',
    fromDay: -24,
    toDay: -15,
    purpose: 'Capacity of the institutions that train and oversee.',
    keyMessages: [['Training exists, and its use at work is not followed up.', 'coverage']],
    assessments: [academyAssessment, ombudsAssessment],
    workshops: [
      {
        title: 'Planning workshop for training institutions',
        status: 'completed',
        fromDay: -19,
        toDay: -16,
        template: nationalPolicyTemplate,
        held: null,
        notes: [
          {
            session: 12,
            paragraphs: ['Three priorities were chosen with reasons; two of them need no training at all.'],
          },
          {
            session: 15,
            paragraphs: [
              'The second test was taken by everybody who took the first.',
              'Agreed: the academy and the oversight body review the rights content together each spring.',
            ],
          },
        ],
      },
    ],
  },
];

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
