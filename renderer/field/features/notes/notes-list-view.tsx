import { NotebookPen } from 'lucide-react';
import type { ReactElement } from 'react';
import { noteTitle } from '#domain/interview/interview-note.ts';
import { dayMs } from '#renderer/field/parts/days.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { SearchField } from '#renderer/ui/search-field.tsx';
import { type Column, Table } from '#renderer/ui/table.tsx';
import { LocalBannerView } from './local-banner-view.tsx';
import type { NoteRow } from './note-lines.ts';
import './notes.css';

interface NotesListViewProps {
  readonly rows: readonly NoteRow[];
  /** What is looked for; empty shows all. */
  readonly words: string;
  readonly onWords: (words: string) => void;
  readonly isReadOnly: boolean;
}

/** The interview notes of one mission: that they stay here, the search, and the list with the day on which each goes. */
export function NotesListView({ rows, words, onWords, isReadOnly }: NotesListViewProps): ReactElement {
  const say = useSay();
  const columns = useColumns();
  const isSearching = words.trim() !== '';
  return (
    <div className="note-list">
      <LocalBannerView />
      {(rows.length > 0 || isSearching) && (
        <div className="note-search">
          <SearchField label={say('note.list.search')} value={words} onChange={onWords} keyHint="/" />
          <span role="status">{isSearching && say('note.list.found', { count: rows.length })}</span>
        </div>
      )}
      {(rows.length > 0 || !isSearching) && (
        <Table
          label={say('note.list.label')}
          rows={rows}
          rowId={({ id }) => id}
          hrefOf={({ href }) => href}
          empty={
            <EmptyState icon={NotebookPen} title={say('note.list.empty.title')}>
              {say(isReadOnly ? 'note.list.empty.readOnly' : 'note.list.empty.text')}
            </EmptyState>
          }
          columns={columns}
        />
      )}
    </div>
  );
}

function useColumns(): readonly Column<NoteRow>[] {
  const say = useSay();
  const format = useFormat();
  return [
    {
      id: 'who',
      title: say('note.list.who'),
      cell: (row) => (
        <span className="note-who">
          <bdi>{noteTitle(row) || say('note.untitled')}</bdi>
          {row.excerpt !== '' && <small dir="auto">{row.excerpt}</small>}
        </span>
      ),
    },
    {
      id: 'date',
      title: say('note.date'),
      cell: ({ date }) => date !== null && format.date(dayMs(date)),
    },
    {
      id: 'evidence',
      title: say('note.list.evidence'),
      cell: ({ questions }) => questions.join(' '),
    },
    {
      id: 'due',
      title: say('note.list.due'),
      cell: ({ dueAtMs }) =>
        dueAtMs === null ? (
          <span className="note-open">{say('note.list.due.open')}</span>
        ) : (
          format.date(dueAtMs)
        ),
    },
  ];
}
