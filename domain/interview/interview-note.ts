import * as z from 'zod';
import { DocumentId, LogId } from '../ids.ts';
import { parseInstant } from '#base/civil-date.ts';
import { dataGroups, retentionDueAtMs, type RetentionEvents } from '../privacy/data-groups.ts';

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
export const noteDueAtMs = (...about: Parameters<typeof noteRetentionEvents>): number | null =>
  retentionDueAtMs(dataGroups.interviewNotes.retention, noteRetentionEvents(...about));

/**
 * What a note's periods are counted from: the last of the assessments that it is evidence in to become final, or of all
 * of the mission where it is in none, which has not happened while one of them is not final, or there is none; and the end
 * of the programme.
 */
export function noteRetentionEvents(
  { links }: Pick<InterviewNote, 'links'>,
  assessments: readonly AssessmentEnd[],
  programmeEnd: number | null,
): RetentionEvents {
  const linked = assessments.filter(({ doc }) => links.some((link) => link.doc === doc));
  const ends = (linked.length === 0 ? assessments : linked).map(({ finalOn }) =>
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

/** So long a note may be, in characters. */
export const maximumNoteLength = 100_000;

/** The evidence that was made of a note: the item travels, the note does not. */
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
 * What was said in an interview, kept on one laptop alone (domain.md E). Institution and function: there is no field
 * for a name. `revision` counts the times that it was written, so that of two versions the later is known without a
 * clock.
 */
export const InterviewNote = z.readonly(
  z.object({ ...interviewNoteFields, revision: z.int().positive(), changedAtMs: z.int().nonnegative() }),
);
export type InterviewNote = z.infer<typeof InterviewNote>;

/** What a person writes of a note; the rest the store adds. */
export const NoteDraft = z.readonly(z.object(interviewNoteFields));
export type NoteDraft = z.infer<typeof NoteDraft>;

/** A note that nothing was written into says nothing, and is not kept. */
export const isBlankNote = ({ institution, function: role, text }: NoteDraft): boolean =>
  `${institution}${role}${text}`.trim() === '';

/** What a note is called, and its evidence: institution and function, no name (domain.md E). */
export const interviewNoteTitle = ({
  institution,
  function: role,
}: Pick<NoteDraft, 'institution' | 'function'>): string =>
  [institution.trim(), role.trim()].filter((part) => part !== '').join(', ');

/** The values of the evidence item that a note becomes: spoken to one person, so of the strength E1 (domain.md B3). */
export const evidenceOfNote = (
  note: Pick<NoteDraft, 'institution' | 'function' | 'date'>,
): Readonly<Record<'title' | 'kind' | 'strength', string>> & { readonly date?: string } => ({
  title: interviewNoteTitle(note),
  kind: 'interview',
  strength: 'E1',
  ...(note.date !== null && { date: note.date }),
});
