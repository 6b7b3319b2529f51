import type { Session } from '#domain/workshop/read-sessions.ts';
import type { Reviewing } from './reviewing.ts';
import type { AssessmentReading } from './assessment-reading.ts';
import type { FormSectionReading } from '#domain/instrument/form/form-lines.ts';

/** The parts of a record that every kind has. Beside them stand an assessment's dimensions and a workshop's sessions. */
export type CommonPart = 'overview' | 'findings' | 'review' | 'safeguards' | 'conflicts' | 'held' | 'history';

/** What a record consists of, each null where it has no such thing. */
export interface RecordParts {
  readonly assessment: AssessmentReading | null;
  readonly sessions: readonly Session[] | null;
  readonly form: readonly FormSectionReading[] | null;
  readonly reviewing: Reviewing | null;
}

/** Which part an address names. What the record does not have leads to its overview. */
export function partOf(wanted: string, { assessment, sessions, form, reviewing }: RecordParts): string {
  const parts = [
    ...(assessment ? ['findings'] : []),
    ...(reviewing ? ['review'] : []),
    ...(reviewing && assessment ? ['safeguards'] : []),
    'conflicts',
    'held',
    'history',
    ...(assessment?.dimensions.map(({ dimension }) => dimension.code) ?? []),
    ...(sessions?.map(({ id }) => id) ?? []),
    ...(form?.map(({ part }) => part) ?? []),
  ];
  if (parts.includes(wanted)) return wanted;
  // Who is here to sign has come for the safeguards.
  return wanted === '' && assessment && reviewing?.desk.rights.sign ? 'safeguards' : 'overview';
}

/** The part in which a question stands: the page of the form, or its dimension (`D5.4` in D5). */
export const partOfQuestion = (question: string, form: RecordParts['form']): string => {
  const section = form?.find(({ lines }) => lines.some(({ place }) => place === question));
  if (section !== undefined) return section.part;
  const [dimension = '', number] = question.split('.', 2);
  return number === undefined ? '' : dimension;
};
