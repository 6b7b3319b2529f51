import type { DemoAssessment } from './assessment-content.ts';

/** In the middle of the work. */
export const ministry: DemoAssessment = {
  institution: 'Ministry of the Interior of Arlandia',
  type: 'MIN',
  status: 'fieldwork',
  daysAgo: 5,
  screening: { S2: 'no', S3: 'no', S4: 'yes', S5: 'yes', S6: 'no', S7: 'no', S8: 'yes', S9: 'yes' },
  answers: [
    [
      'D1.1',
      2,
      'E2',
      'A draft policy is with the cabinet; the wider strategy mentions the subject in one line.',
    ],
    ['D1.3', 2, 'E1', 'Alternatives are discussed in meetings, without a written comparison.'],
    ['D1.4', 3, 'E3', 'Consultation is a required step; the calendar names five kinds of groups.'],
    ['D1.5', 2, 'E2', 'Activities are listed twice a year; indicators with baselines are planned.'],
    ['D1.6', 2, 'E1', 'Officials know of the recommendations; a register has not been opened.'],
    ['D2.1', 3, 'E3', 'The statute defines conduct and intent; article references were recorded.'],
    ['D2.2', 3, 'E3', 'Each main power has an authorizer, a purpose and a duration in the law.'],
    ['D2.3', 2, 'E2', 'Rules for paper records are applied to electronic material by analogy.'],
    ['D2.4', 2, 'E3', 'A general law exists; the exemptions for these bodies are broad.'],
    ['D2.5', 1, 'E1', 'Use of newer tools is not regulated specifically.'],
    ['D2.6', 3, 'E2', 'A law-review body meets on a schedule and published its last proposals.'],
    ['D2.7', 2, 'E2', 'A proposal on registration and supervision is being drafted.'],
    ['D3.2', 3, 'E3', 'A department has written terms of reference for these matters.'],
    ['D3.4', 2, 'E1', 'Job profiles are being written for the new department.'],
    ['D4.7', 'ne', 'E0', 'The views of the bar association were asked for and have not arrived.'],
    ['D5.1', 2, 'E2', 'A template for needs statements exists and was used once.'],
    ['D5.3', 3, 'E3', 'Competitive rules and standard clauses apply to all purchases.'],
    ['D6.1', 3, 'E3', 'The designated authority is staffed and its contact procedure is public.'],
    ['D6.5', 3, 'E2', 'Points of contact are nominated in two regional networks.'],
    ['D7.1', 3, 'E3', 'The law requires prior, reasoned and time-limited authorization.'],
    ['D7.2', 2, 'E2', 'A body has the mandate; its access to systems is not settled.'],
    ['D8.1', 2, 'E1', 'Gender analysis was made for one of the last policy papers.'],
  ],
};
