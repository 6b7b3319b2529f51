import { useRef, useState, type ReactElement } from 'react';
import type { LogId } from '#domain/ids.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { newNoteId } from '#renderer/field/app/new-note-id.ts';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { useQuery } from '#renderer/field/use-query.ts';
import { noteRowsOf } from './note-lines.ts';
import { useMayNote } from './use-may-note.ts';
import { NotesListView } from './notes-list-view.tsx';

/** The interview notes of one mission on this laptop, and the search in them. */
export function NotesTab({ log }: { readonly log: LogId }): ReactElement | null {
  const { navigate } = useField();
  const mayNote = useMayNote(log);
  const [words, setWords] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const found = useQuery('notes', { log, words });
  // While the next letter is looked up, what was found last stays.
  const last = useLast(found.kind === 'present' ? found.answer : null);
  useKeys((key) => {
    if (key === '/') {
      box.current?.querySelector('input')?.focus();
      return true;
    }
    if (key !== 'n' || !mayNote) return false;
    navigate({ screen: 'note', log, note: newNoteId() });
    return true;
  });
  if (last === null) return null;
  return (
    <div ref={box}>
      <NotesListView rows={noteRowsOf(log, last)} words={words} onWords={setWords} isReadOnly={!mayNote} />
    </div>
  );
}

/** The last value that was there. */
function useLast<T>(value: T | null): T | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}
