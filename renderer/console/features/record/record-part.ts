import type { AssessmentReading } from './assessment-reading.ts';

/** The parts of a record that every kind has. Beside them an assessment has its dimensions, by code. */
export type CommonPart = 'overview' | 'conflicts' | 'held' | 'history';

/** Which part an address names. What the record does not have leads to its overview. */
export function partOf(wanted: string, assessment: AssessmentReading | null): string {
  const codes = assessment?.dimensions.map(({ dimension }) => dimension.code) ?? [];
  return ['conflicts', 'held', 'history', ...codes].includes(wanted) ? wanted : 'overview';
}
