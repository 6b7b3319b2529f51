import type { AssessmentStatus, EvidenceStrength, MaturityLevel } from '#domain/assessment/assessment.ts';

/** Just begun. */
export const prosecutionAssessment: DemoAssessment = {
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

/** Finished by the team, and in review. */
export const academyAssessment: DemoAssessment = {
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
export const ombudsAssessment: DemoAssessment = {
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

/** In the middle of the work. */
export const ministryAssessment: DemoAssessment = {
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

/** Answer of the demonstration: indicator, level or the reason for none, evidence and rationale. */
export type DemoAnswer = readonly [
  indicator: string,
  level: MaturityLevel | 'na' | 'ne' | 'declined',
  evidence: EvidenceStrength,
  rationale: string,
];

/** Invented institution of an invented country, assessed by functions, not by persons. */
export interface DemoAssessment {
  readonly institution: string;
  readonly type: string;
  readonly status: AssessmentStatus;
  /** Days since the work began. */
  readonly daysAgo: number;
  /** Screening answers S2 to S9; the first is the type. */
  readonly screening: Readonly<Record<string, 'yes' | 'no'>>;
  /** Every third answer is the second assessor's. */
  readonly answers: readonly DemoAnswer[];
}

/** Everything answered, and consolidated by the team. */
export const policeAssessment: DemoAssessment = {
  institution: 'National Police Service of Arlandia',
  type: 'POL',
  status: 'consolidated',
  daysAgo: 9,
  screening: { S2: 'yes', S3: 'yes', S4: 'yes', S5: 'yes', S6: 'yes', S7: 'no', S8: 'no', S9: 'yes' },
  answers: [
    ['D2.5', 2, 'E2', 'Internal instructions on newer tools exist, but none has legal force yet.'],
    [
      'D3.2',
      3,
      'E3',
      'A unit has written terms of reference; its organization chart was seen and is current.',
    ],
    ['D3.3', 2, 'E2', 'Equipment came with projects; no recurrent budget line was shown for maintenance.'],
    ['D3.4', 2, 'E1', 'Profiles exist for two posts only, and rotation does not take skills into account.'],
    ['D3.5', 3, 'E3', 'A yearly plan follows from a needs analysis that was approved last year.'],
    ['D3.6', 2, 'E2', 'A few trained trainers are named in the plan but have taught only once.'],
    ['D3.7', 1, 'E1', 'Courses end with a satisfaction form; use at work is not followed up.'],
    [
      'D3.8',
      3,
      'E3',
      'Approved procedures are on the internal site and were shown with their approval dates.',
    ],
    [
      'D4.1',
      3,
      'E3',
      'One approved procedure covers custody and integrity and is used in all relevant units.',
    ],
    [
      'D4.3',
      2,
      'E2',
      'Examiners hold course certificates; formal authorization for tasks is in preparation.',
    ],
    ['D4.4', 2, 'E2', 'Incoming requests are counted; waiting times are estimated rather than measured.'],
    ['D5.1', 2, 'E1', 'Needs statements are usually written after the choice has been made.'],
    ['D5.2', 2, 'E2', 'New tools are tested for function; effects on different groups are not yet assessed.'],
    ['D5.3', 3, 'E3', 'Standard clauses of the procurement office apply, including data ownership and exit.'],
    ['D5.4', 3, 'E3', 'A data policy with retention times covers the main systems; deletion is not sampled.'],
    ['D5.5', 3, 'E2', 'A responsible function and approved controls exist; incidents are recorded on paper.'],
    ['D5.6', 1, 'E1', 'Life-cycle costs are not planned; replacement depends on outside support.'],
    ['D6.2', 3, 'E3', 'Access to official channels is arranged for the main units by a written procedure.'],
    ['D6.3', 2, 'E2', 'Forms are copied from earlier requests; a legal check is made when time allows.'],
    ['D6.4', 2, 'E2', 'Contact points are known, but requests are not kept in one register.'],
    ['D6.6', 2, 'E1', 'Sharing rests on habits between two agencies; a written agreement is being drafted.'],
    ['D7.4', 3, 'E3', 'Rights requirements are part of the main courses according to the curriculum index.'],
    ['D7.5', 2, 'E1', 'Unequal effects are discussed when raised from outside; there is no standard check.'],
    ['D7.7', 2, 'E2', 'A yearly report is published, without figures on the use of powers.'],
    ['D7.8', 3, 'E3', 'An internal inspection function works by a written mandate and reports yearly.'],
    ['D8.2', 2, 'E2', 'Figures on women and men are kept for recruitment, not for specialist posts.'],
    [
      'D8.3',
      3,
      'E2',
      'Places on courses are offered by a published call, with transport for distant offices.',
    ],
    ['D8.4', 'ne', 'E0', 'The responsible office was not available during the visit; documents are awaited.'],
    ['D8.5', 2, 'E2', 'Data by sex are collected on two forms and used in one of the last four reports.'],
  ],
};
