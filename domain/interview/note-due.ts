import type { DocumentId } from '../ids.ts';
import { instantOf } from '../instrument/expression/civil-date.ts';
import { dataGroups } from '../privacy/data-group.ts';
import { dueAt, type EndFacts } from '../privacy/retention.ts';
import type { InterviewNote } from './interview-note.ts';

/** An assessment of the mission, as far as the end of its notes depends on it. */
export interface AssessmentEnd {
  readonly doc: DocumentId;
  /** The day on which it became final; null while it is not. */
  readonly finalOn: string | null;
}

/**
 * When a note is due to be erased, in epoch milliseconds (domain.md E: twelve months after the final report); null while
 * that is not known.
 */
export const noteDueAtMs = (...about: Parameters<typeof endsOfNote>): number | null =>
  dueAt(dataGroups.interviewNotes.retention, endsOfNote(...about));

/**
 * What a note's periods are counted from: the last of the assessments that it is evidence in to become final, or of all
 * of the mission where it is in none, which has not happened while one of them is not final, or there is none; and the end
 * of the programme.
 */
export function endsOfNote(
  { links }: Pick<InterviewNote, 'links'>,
  assessments: readonly AssessmentEnd[],
  programmeEnd: number | null,
): EndFacts {
  const linked = assessments.filter(({ doc }) => links.some((link) => link.doc === doc));
  const ends = (linked.length === 0 ? assessments : linked).map(({ finalOn }) =>
    finalOn === null ? null : instantOf(finalOn, utc),
  );
  const known = ends.filter((end) => end !== null);
  const isFinal = known.length > 0 && known.length === ends.length;
  return {
    ...(isFinal && { finalReport: Math.max(...known) }),
    ...(programmeEnd !== null && { programmeEnd }),
  };
}

const utc = { offsetMinutes: () => 0 };
