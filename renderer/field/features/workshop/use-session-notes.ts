import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Doc } from 'yjs';
import { pathOf } from '#domain/document/path.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { useField } from '#renderer/field/app/field-context.tsx';
import { useWrite, type WriteOutcome } from '#renderer/field/app/use-write.ts';
import { type NotesState, openNotes } from './notes-link.ts';
import { notesSchema } from './notes-schema.ts';

/** One session's notes, ready for an editor. */
export interface SessionNotes {
  readonly document: Doc;
  readonly state: NotesState;
  readonly flush: () => void;
  /** Why what stands in the editor is not saved; null while all is well. */
  readonly problem: Exclude<WriteOutcome, { kind: 'saved' }> | null;
}

/**
 * What are the notes of this session, now? `text` is the register as the store shows it. Saved 300 ms after a keystroke
 * at the latest, and at once on leaving the text, hiding or closing the window, and going elsewhere (D1). Give the
 * component a `key` of workshop and session.
 */
export function useSessionNotes(
  log: LogId,
  doc: DocumentId,
  session: string,
  text: string | undefined,
): SessionNotes {
  const {
    onFlush,
    unsaved,
    session: { device },
  } = useField();
  const write = useWrite(log);
  const [problem, setProblem] = useState<SessionNotes['problem']>(null);
  const [link] = useState(() => {
    const path = pathOf('sessions', session, 'notes');
    const opened = openNotes(
      async (update) => {
        const outcome = await write([{ doc, kind: workshopKind, path, text: update }]);
        setProblem(outcome.kind === 'saved' ? null : outcome);
        return outcome.kind === 'saved';
      },
      notesSchema,
      device,
      unsaved.begin,
    );
    // Before the first paint, so that the editor opens with the text and not with an empty page.
    if (text !== undefined) opened.receive(text);
    return opened;
  });

  useEffect(() => {
    if (text !== undefined) link.receive(text);
  }, [link, text]);
  useEffect(() => link.writeAs(device), [link, device]);
  useEffect(() => onFlush(link.flush), [onFlush, link]);
  useEffect(() => () => void link.flush(), [link]);

  const state = useSyncExternalStore(link.onState, link.state);
  return { document: link.document, state, flush: () => void link.flush(), problem };
}
