import type { AssessmentStatus, EvidenceStrength, Level } from '#domain/assessment/assessment.ts';

/** One answer of the demonstration: an indicator, its level or why there is none, the evidence and the reason. */
export type DemoAnswer = readonly [
  indicator: string,
  level: Level | 'na' | 'ne' | 'declined',
  evidence: EvidenceStrength,
  rationale: string,
];

/** An invented institution of an invented country, assessed by functions, not by persons. */
export interface DemoAssessment {
  readonly institution: string;
  readonly type: string;
  readonly status: AssessmentStatus;
  /** How many days ago the work began. */
  readonly daysAgo: number;
  /** Screening answers S2 to S9; the first is the type. */
  readonly screening: Readonly<Record<string, 'yes' | 'no'>>;
  /** Every third answer is the second assessor's. */
  readonly answers: readonly DemoAnswer[];
}
