import { type ReactElement, useRef, useState } from 'react';
import type { LogId } from '#domain/ids.ts';
import { createNoteId } from '#renderer/field/app/documents/create-note-id.ts';
import { useInstitutionNames } from '#renderer/field/app/documents/institution-names.ts';
import { useFieldServices, useStoreQuery } from '#renderer/field/app/session/field-services.tsx';
import { useKeyPresses } from '#renderer/ui';
import { noteRowsOf } from './note-rows.ts';
import { NotesListView } from './notes-list-view.tsx';
import { useMayWriteNotes } from './use-note-draft.ts';

/** The interview notes of one mission on this laptop, and the search in them. */
export function NotesTab({ log }: { readonly log: LogId }): ReactElement | null {
  const { navigate } = useFieldServices();
  const mayNote = useMayWriteNotes(log);
  const [words, setWords] = useState('');
  const box = useRef<HTMLDivElement>(null);
  const queryResult = useStoreQuery('notes', { log, words });
  // Keep the last results while the next letter is looked up.
  const lastNoteLines = useLastPresent(queryResult.kind === 'present' ? queryResult.result : null);
  const { nameOf } = useInstitutionNames();
  useKeyPresses((key) => {
    if (key === '/') {
      box.current?.querySelector('input')?.focus();
      return true;
    }
    if (key !== 'Alt+n' || !mayNote) return false;
    navigate({ screen: 'note', log, note: createNoteId() });
    return true;
  });
  if (lastNoteLines === null) return null;
  return (
    <div ref={box}>
      <NotesListView
        rows={noteRowsOf(log, lastNoteLines, nameOf)}
        words={words}
        onWords={setWords}
        isReadOnly={!mayNote}
      />
    </div>
  );
}

/** Last value that was not null. */
function useLastPresent<T>(value: T | null): T | null {
  const [last, setLast] = useState(value);
  if (value !== null && value !== last) setLast(value);
  return value ?? last;
}
