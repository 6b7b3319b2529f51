import { NotebookPen } from 'lucide-react';
import type { ReactElement } from 'react';
import { interviewNoteTitle } from '#domain/interview/interview-note.ts';
import { useFormat, useTranslate } from '#renderer/i18n';
import { localNoonMs } from '#renderer/records/local-days.ts';
import { EmptyState, SearchField, SortableTable, type TableColumn } from '#renderer/ui';
import type { NoteRow } from './note-rows.ts';
import { LocalNotesBannerView } from './note-view.tsx';
import './notes.css';

interface NotesListViewProps {
  readonly rows: readonly NoteRow[];
  /** Searched words; empty shows all. */
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly isReadOnly: boolean;
}

/**
 * Interview notes of one mission: a banner that they stay here, the search, and the list with the day of
 * erasure.
 */
export function NotesListView({ rows, words, onWords, isReadOnly }: NotesListViewProps): ReactElement {
  const translate = useTranslate();
  const tableColumns = useNoteColumns();
  const isSearching = words.trim() !== '';
  return (
    <div className="note-list">
      <LocalNotesBannerView />
      {(rows.length > 0 || isSearching) && (
        <div className="note-search">
          <SearchField label={translate('note.list.search')} value={words} onChange={onWords} keyHint="/" />
          <span role="status">{isSearching && translate('note.list.found', { count: rows.length })}</span>
        </div>
      )}
      {(rows.length > 0 || !isSearching) && (
        <SortableTable
          label={translate('note.list.label')}
          rows={rows}
          rowId={({ id }) => id}
          hrefOf={({ href }) => href}
          empty={
            <EmptyState icon={NotebookPen} title={translate('note.list.empty.title')}>
              {translate(isReadOnly ? 'note.list.empty.readOnly' : 'note.list.empty.text')}
            </EmptyState>
          }
          columns={tableColumns}
        />
      )}
    </div>
  );
}

function useNoteColumns(): readonly TableColumn<NoteRow>[] {
  const translate = useTranslate();
  const format = useFormat();
  return [
    {
      id: 'who',
      title: translate('note.list.who'),
      cell: (noteRow) => (
        <span className="note-who">
          <bdi>{interviewNoteTitle(noteRow) || translate('note.untitled')}</bdi>
          {noteRow.excerpt !== '' && <small dir="auto">{noteRow.excerpt}</small>}
        </span>
      ),
    },
    {
      id: 'date',
      title: translate('note.date'),
      cell: ({ date }) => date !== null && format.date(localNoonMs(date)),
    },
    {
      id: 'evidence',
      title: translate('note.list.evidence'),
      cell: ({ questions }) => questions.join(' '),
    },
    {
      id: 'due',
      title: translate('note.list.due'),
      cell: ({ dueAtMs }) =>
        dueAtMs === null ? (
          <span className="note-open">{translate('note.list.due.open')}</span>
        ) : (
          format.date(dueAtMs)
        ),
    },
  ];
}
