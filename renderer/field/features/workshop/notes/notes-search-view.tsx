import type { ReactElement } from 'react';
import type { FoundNote } from '#domain/workshop/search-notes.ts';
import { useTranslate } from '#renderer/i18n';
import { valueLabels } from '#renderer/records/value-labels.ts';
import { TextLink } from '#renderer/ui';
import { type NotedSession, sessionNameOf } from './entry-labels.ts';
import type { SearchedNote } from './searched-notes.ts';
import './notes-section.css';

interface NotesSearchViewProps {
  readonly found: readonly FoundNote<SearchedNote>[];
  readonly sessions: readonly NotedSession[];
  readonly onOpen: (note: SearchedNote) => void;
}

/** Matches of a search with the text around them. */
export function NotesSearchView({ found, sessions, onOpen }: NotesSearchViewProps): ReactElement {
  const translate = useTranslate();
  const placeOf = (note: SearchedNote): string => {
    if (note.kind === 'lesson') return translate('entry.search.lesson');
    if (note.kind === 'notes')
      return translate('workshop.notes.of', { title: sessionNameOf(sessions, note.session, translate) });
    const type = translate(valueLabels.entryType[note.entry.type]);
    return `${type} · ${sessionNameOf(sessions, note.entry.session, translate)}`;
  };
  return (
    <section className="we-found" aria-label={translate('entry.search.label')}>
      <p role="status">{translate('entry.search.found', { count: found.length })}</p>
      <ul>
        {found.map(({ note, before, match, after }) => (
          <li key={note.id}>
            <TextLink isWholeRow onPress={() => onOpen(note)}>
              {placeOf(note)}
            </TextLink>
            <p dir="auto">
              {before}
              <mark>{match}</mark>
              {after}
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
