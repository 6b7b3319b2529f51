import type { DemoAssessment } from './assessment-content.ts';

/** Just begun. */
export const prosecution: DemoAssessment = {
  institution: 'Prosecution Service of Arlandia',
  type: 'PRO',
  status: 'draft',
  daysAgo: 2,
  screening: { S2: 'yes', S3: 'no', S5: 'yes' },
  answers: [
    ['D2.2', 3, 'E2', 'Two offices described the same authorization steps; the guide was seen.'],
    ['D2.3', 2, 'E1', 'Practice differs between offices, as one office reported.'],
    ['D3.2', 3, 'E3', 'Focal points are named by function in a written order.'],
    ['D4.5', 2, 'E2', 'Guidance exists for one region; training was offered twice.'],
    ['D6.3', 3, 'E3', 'Approved forms with a legal check are in use.'],
  ],
};

/** Finished by the team, and with the reviewer. */
export const academy: DemoAssessment = {
  institution: 'Police Academy of Arlandia',
  type: 'TRA',
  status: 'quality-review',
  daysAgo: 20,
  screening: { S2: 'no', S3: 'no', S4: 'no', S5: 'no', S6: 'yes', S7: 'no', S8: 'no', S9: 'no' },
  answers: [
    ['D3.3', 3, 'E3', 'A recurrent budget line covers rooms, connections and teaching material.'],
    ['D3.5', 3, 'E3', 'The yearly plan follows an approved curriculum and a needs analysis.'],
    ['D3.6', 3, 'E2', 'A pool of eleven active trainers shares materials; six of them are women.'],
    ['D3.7', 2, 'E3', 'Satisfaction forms are kept for all courses; tests are used in two.'],
    ['D4.6', 'na', 'E0', 'Judicial training is the task of another institute.'],
    ['D5.6', 2, 'E2', 'Licences are paid by a project until next year; no plan for the time after.'],
    ['D7.4', 3, 'E3', 'Rights content stands in the objectives of the main courses.'],
    [
      'D8.3',
      4,
      'E3',
      'Participation is counted by sex and region, and the plan was changed after the last count.',
    ],
    ['D8.5', 3, 'E3', 'The attendance register records sex, and the yearly report uses it.'],
  ],
};

/** A first visit, continued next month. */
export const ombuds: DemoAssessment = {
  institution: 'Office of the Ombuds Institution of Arlandia',
  type: 'OVR',
  status: 'fieldwork',
  daysAgo: 16,
  screening: { S2: 'no', S3: 'no', S4: 'no', S5: 'no', S6: 'no', S7: 'yes', S8: 'no', S9: 'no' },
  answers: [
    ['D7.2', 3, 'E3', 'Mandate and access are set in law, and the last public report shows their use.'],
    ['D7.3', 3, 'E2', 'Two channels with time limits exist; decisions give reasons.'],
    ['D7.7', 'declined', 'E0', 'The institution prefers to answer in writing after its annual report.'],
  ],
};
