import * as Y from 'yjs';
import { decodeBase64 } from '#base/base64.ts';
import type { Document } from '#domain/document/document.ts';
import { readLessons } from '#domain/workshop/lesson.ts';
import type { SearchableNote } from '#domain/workshop/search-notes.ts';
import type { SessionEntry } from '#domain/workshop/session-entry.ts';
import { readWorkshopSessions } from '#domain/workshop/workshop.ts';
import { notesPlainText } from '../notes-plain-text.ts';
import { notesField } from '../notes-schema.ts';

/** Text of a workshop with its place. */
export type SearchedNote = SearchableNote &
  (
    | { readonly kind: 'entry'; readonly entry: SessionEntry }
    | { readonly kind: 'notes'; readonly session: string }
    | { readonly kind: 'lesson' }
  );

/**
 * Everything that was noted in a workshop: typed notes, the rich notes of sessions as plain text, lessons.
 * @param sessionEntries as everybody may read them, so that no hidden speaker is found
 */
export function searchedNotesOf(
  workshop: Document,
  sessionEntries: readonly SessionEntry[],
): readonly SearchedNote[] {
  return [
    ...sessionEntries.map(
      (entry): SearchedNote => ({
        kind: 'entry',
        id: entry.id,
        entry,
        text: linesOf(entry.text, entry.speaker, entry.institution, entry.owner, entry.tags.join(', ')),
      }),
    ),
    ...readWorkshopSessions(workshop).flatMap(({ id, notes }): readonly SearchedNote[] =>
      notes === undefined ? [] : [{ kind: 'notes', id: `notes ${id}`, session: id, text: plainNotes(notes) }],
    ),
    ...readLessons(workshop).map(
      (lesson): SearchedNote => ({
        kind: 'lesson',
        id: lesson.id,
        text: linesOf(
          lesson.recommendation,
          lesson.context,
          lesson.happened,
          lesson.cause,
          lesson.evidence,
          lesson.tags.join(', '),
        ),
      }),
    ),
  ];
}

const linesOf = (...lines: readonly string[]): string => lines.filter((line) => line !== '').join('\n');

function plainNotes(notes: string): string {
  const document = new Y.Doc();
  Y.applyUpdate(document, decodeBase64(notes));
  return notesPlainText(document.getXmlFragment(notesField));
}
