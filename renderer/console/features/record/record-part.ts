import type { Session } from '#domain/workshop/read-sessions.ts';
import type { Reviewing } from './reviewing.ts';
import type { AssessmentReading } from './assessment-reading.ts';

/** The parts of a record that every kind has. Beside them stand an assessment's dimensions and a workshop's sessions. */
export type CommonPart = 'overview' | 'review' | 'safeguards' | 'conflicts' | 'held' | 'history';

/** Which part an address names. What the record does not have leads to its overview. */
export function partOf(
  wanted: string,
  assessment: AssessmentReading | null,
  sessions: readonly Session[] | null,
  reviewing: Reviewing | null,
): string {
  const parts = [
    ...(reviewing ? ['review'] : []),
    ...(reviewing && assessment ? ['safeguards'] : []),
    'conflicts',
    'held',
    'history',
    ...(assessment?.dimensions.map(({ dimension }) => dimension.code) ?? []),
    ...(sessions?.map(({ id }) => id) ?? []),
  ];
  if (parts.includes(wanted)) return wanted;
  // Who is here to sign has come for the safeguards.
  return wanted === '' && assessment && reviewing?.desk.rights.sign ? 'safeguards' : 'overview';
}

/** The part in which a question stands: its dimension (`D5.4` in D5); other questions are found from the overview. */
export const partOfQuestion = (question: string): string => {
  const [dimension = '', number] = question.split('.', 2);
  return number === undefined ? '' : dimension;
};
