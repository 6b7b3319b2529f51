import { useState, type ReactElement } from 'react';
import type { DocumentId, LogId } from '#domain/ids.ts';
import type { NoteId } from '#domain/interview/interview-note.ts';
import { NotHereScreen } from '#renderer/field/app/not-here-screen.tsx';
import { ScreenFrame } from '#renderer/field/app/screen-frame.tsx';
import { useQuery } from '#renderer/field/use-query.ts';
import { useNowMs } from '#renderer/ui/clock.tsx';
import { institutionOf } from './note-lines.ts';
import { OpenNote } from './open-note.tsx';

interface NoteScreenProps {
  readonly log: LogId;
  readonly note: NoteId;
  readonly about: { readonly doc: DocumentId; readonly question: string } | undefined;
}

/** One interview note, or a new one: the institution is known when it was begun from a question. */
export function NoteScreen({ log, note: id, about }: NoteScreenProps): ReactElement {
  const note = useQuery('note', { id });
  const records = useQuery('documents', { log });
  const today = dayOf(useNowMs());
  const [wasHere, setWasHere] = useState(false);
  if (note.kind === 'loading' || records.kind === 'loading')
    return (
      <ScreenFrame title="">
        <span />
      </ScreenFrame>
    );
  const kept = note.answer?.note ?? null;
  if (kept !== null && !wasHere) setWasHere(true);
  // It was erased while it was open.
  if (kept === null && wasHere) return <NotHereScreen />;
  const institution = about ? institutionOf(records.answer, about.doc) : '';
  const fresh = { id, log, institution, function: '', date: today, text: '', links: [] };
  return (
    <OpenNote
      initial={kept ?? fresh}
      isKept={kept !== null}
      dueAtMs={note.answer?.dueAtMs ?? null}
      records={records.answer}
      about={about ?? null}
    />
  );
}

/** The calendar day here. */
function dayOf(atMs: number): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
