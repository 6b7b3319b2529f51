import * as z from 'zod';
import { parseInstant } from '#base/civil-date.ts';
import { evidenceKindHandling } from '../assessment/assessment.ts';
import type { EvidenceContent } from '../assessment/evidence-library.ts';
import { DocumentId, LogId } from '../ids.ts';
import { dataGroups, type RetentionEvents, retentionDueAtMs } from '../path-rules/data-groups.ts';

/** Facts of an assessment that decide how long its notes are kept. */
export interface AssessmentEnd {
  readonly doc: DocumentId;
  /** The day on which it became final; null while it is not. */
  readonly finalOn: string | null;
}

/**
 * Due date of a note in epoch milliseconds: twelve months after the final report (docs/requirements.md E). Null while
 * that is unknown.
 */
export const noteDueAtMs = (...about: Parameters<typeof noteRetentionEvents>): number | null =>
  retentionDueAtMs(dataGroups.interviewNotes.retention, noteRetentionEvents(...about));

/**
 * Events that a note's periods count from: the end of the programme, and the end of its last assessment. Its
 * assessments are those that it is evidence in, or all of the mission if there are none. The second event has not
 * happened while one of them is not final, or the mission has none.
 */
export function noteRetentionEvents(
  { links }: Pick<InterviewNote, 'links'>,
  assessmentEnds: readonly AssessmentEnd[],
  programmeEnd: number | null,
): RetentionEvents {
  const linked = assessmentEnds.filter(({ doc }) => links.some((link) => link.doc === doc));
  const ends = (linked.length === 0 ? assessmentEnds : linked).map(({ finalOn }) =>
    finalOn === null ? null : parseInstant(finalOn, utcTimeZone),
  );
  const known = ends.filter((end) => end !== null);
  const isFinal = known.length > 0 && known.length === ends.length;
  return {
    ...(isFinal && { finalReport: Math.max(...known) }),
    ...(programmeEnd !== null && { programmeEnd }),
  };
}

const utcTimeZone = { offsetMinutes: () => 0 };

export const InterviewNoteId = z
  .guid()
  .transform((id) => id.toLowerCase())
  .brand<'NoteId'>();
export type InterviewNoteId = z.infer<typeof InterviewNoteId>;

/** Largest length of a note, in characters. */
export const maximumNoteLength = 100_000;

/** Evidence item that was made from a note: the item is synchronized, the note never. */
export const NoteLink = z.readonly(
  z.object({ doc: DocumentId, question: z.string().min(1).max(200), evidence: z.string().min(1).max(200) }),
);
export type NoteLink = z.infer<typeof NoteLink>;

const interviewNoteFields = {
  id: InterviewNoteId,
  log: LogId,
  institution: z.string().max(200),
  function: z.string().max(200),
  date: z.iso.date().nullable(),
  text: z.string().max(maximumNoteLength),
  links: z.readonly(z.array(NoteLink).max(500)),
};

/**
 * Note of an interview, kept on one laptop alone (docs/requirements.md E). Institution and function: there is no
 * field for a name. `revision` counts the writes, so the later of two versions is known without a clock.
 */
export const InterviewNote = z.readonly(
  z.object({ ...interviewNoteFields, revision: z.int().positive(), changedAtMs: z.int().nonnegative() }),
);
export type InterviewNote = z.infer<typeof InterviewNote>;

/** Fields of a note that a person writes; the store adds the rest. */
export const NoteDraft = z.readonly(z.object(interviewNoteFields));
export type NoteDraft = z.infer<typeof NoteDraft>;

/** A note without content is not kept. */
export const isBlankNote = ({ institution, function: role, text }: NoteDraft): boolean =>
  `${institution}${role}${text}`.trim() === '';

/** Title of a note, and of its evidence: institution and function, no name (docs/requirements.md E). */
export const interviewNoteTitle = ({
  institution,
  function: role,
}: Pick<NoteDraft, 'institution' | 'function'>): string =>
  [institution.trim(), role.trim()].filter((part) => part !== '').join(', ');

/**
 * Piece of evidence from a note. One person was interviewed, so its strength is E1 (docs/requirements.md B3).
 */
export const evidenceOfNote = (
  noteDraft: Pick<NoteDraft, 'institution' | 'function' | 'date'>,
): EvidenceContent => ({
  title: interviewNoteTitle(noteDraft),
  kind: 'interview',
  strength: evidenceKindHandling.interview.strength,
  date: noteDraft.date,
  holder: '',
  mark: 'C',
});
