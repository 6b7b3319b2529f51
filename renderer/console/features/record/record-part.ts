import type { Session } from '#domain/workshop/read-sessions.ts';
import type { AssessmentReading } from './assessment-reading.ts';

/** The parts of a record that every kind has. Beside them stand an assessment's dimensions and a workshop's sessions. */
export type CommonPart = 'overview' | 'conflicts' | 'held' | 'history';

/** Which part an address names. What the record does not have leads to its overview. */
export function partOf(
  wanted: string,
  assessment: AssessmentReading | null,
  sessions: readonly Session[] | null,
): string {
  const parts = [
    'conflicts',
    'held',
    'history',
    ...(assessment?.dimensions.map(({ dimension }) => dimension.code) ?? []),
    ...(sessions?.map(({ id }) => id) ?? []),
  ];
  return parts.includes(wanted) ? wanted : 'overview';
}
