import * as z from 'zod';
import { DocumentId, LogId } from '../ids.ts';

export const NoteId = z
  .guid()
  .transform((id) => id.toLowerCase())
  .brand<'NoteId'>();
export type NoteId = z.infer<typeof NoteId>;

/** So long a note may be, in characters. */
export const longestNote = 100_000;

/** The evidence that was made of a note: the item travels, the note does not. */
export const NoteLink = z.readonly(
  z.object({ doc: DocumentId, question: z.string().min(1).max(200), evidence: z.string().min(1).max(200) }),
);
export type NoteLink = z.infer<typeof NoteLink>;

const written = {
  id: NoteId,
  log: LogId,
  institution: z.string().max(200),
  function: z.string().max(200),
  date: z.iso.date().nullable(),
  text: z.string().max(longestNote),
  links: z.readonly(z.array(NoteLink).max(500)),
};

/**
 * What was said in an interview, kept on one laptop alone (domain.md E). Institution and function: there is no field
 * for a name. `revision` counts the times that it was written, so that of two versions the later is known without a
 * clock.
 */
export const InterviewNote = z.readonly(
  z.object({ ...written, revision: z.int().positive(), changedAtMs: z.int().nonnegative() }),
);
export type InterviewNote = z.infer<typeof InterviewNote>;

/** What a person writes of a note; the rest the store adds. */
export const NoteDraft = z.readonly(z.object(written));
export type NoteDraft = z.infer<typeof NoteDraft>;

/** A note that nothing was written into says nothing, and is not kept. */
export const isBlankNote = ({ institution, function: role, text }: NoteDraft): boolean =>
  `${institution}${role}${text}`.trim() === '';

/** What a note is called, and its evidence: institution and function, no name (domain.md E). */
export const noteTitle = ({
  institution,
  function: role,
}: Pick<NoteDraft, 'institution' | 'function'>): string =>
  [institution.trim(), role.trim()].filter((part) => part !== '').join(', ');

/** The values of the evidence item that a note becomes: spoken to one person, so of the strength E1 (domain.md B3). */
export const evidenceOfNote = (
  note: Pick<NoteDraft, 'institution' | 'function' | 'date'>,
): Readonly<Record<'title' | 'kind' | 'strength', string>> & { readonly date?: string } => ({
  title: noteTitle(note),
  kind: 'interview',
  strength: 'E1',
  ...(note.date !== null && { date: note.date }),
});
