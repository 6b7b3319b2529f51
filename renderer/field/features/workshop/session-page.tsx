import { type ReactElement, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import {
  editedTextOf,
  editedValueOf,
  useDraft,
  useValueDraft,
} from '#renderer/field/app/documents/use-draft.ts';
import { useTranslate } from '#renderer/i18n';
import type { DocumentQueryAnswer } from '#renderer/store/store-api.ts';
import { minutesNotation } from './notations.ts';
import { NotesEditor } from './notes-editor.tsx';
import { SessionListView, SessionView, UnreadableNotesView } from './session-view.tsx';
import type { AgendaDayFacts } from './agenda/agenda-facts.ts';
import type { Doc } from 'yjs';
import { pathOf } from '#domain/document/op.ts';
import type { DocumentId, LogId } from '#domain/ids.ts';
import { workshopKind, type WorkshopSession } from '#domain/workshop/workshop.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import {
  useWriteRegisters,
  type WriteOutcome,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';
import { type NotesState, openNotesLink } from './notes-link.ts';
import { notesSchema } from './notes-schema.ts';

/** One session's notes, ready for an editor. */
interface SessionNotes {
  readonly document: Doc;
  readonly state: NotesState;
  readonly flush: () => void;
  /** Reason why the text in the editor is not saved; null without a problem. */
  readonly problem: Exclude<WriteOutcome, { kind: 'saved' }> | null;
}

/**
 * Read the notes of this session.
 * Saved at most 300 ms after a keystroke (D1). Leaving the text, hiding or closing the window, and navigation
 * save at once. Give the component a `key` of workshop and session.
 * @param text Register as the store shows it.
 */
function useSessionNotes(
  log: LogId,
  doc: DocumentId,
  session: string,
  text: string | undefined,
): SessionNotes {
  const {
    onFlush,
    unsaved,
    session: { device },
  } = useFieldServices();
  const write = useWriteRegisters(log);
  const [problem, setProblem] = useState<SessionNotes['problem']>(null);
  const [link] = useState(() => {
    const path = pathOf('sessions', session, 'notes');
    const opened = openNotesLink(
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

interface SessionListProps {
  readonly days: readonly AgendaDayFacts[];
  readonly current: string;
  readonly onOpen: (session: string) => void;
}

/** Short agenda; the open session is scrolled into view. */
export function SessionList(props: SessionListProps): ReactElement {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, [props.current]);
  return (
    <div ref={list}>
      <SessionListView {...props} />
    </div>
  );
}

interface SessionPageProps {
  readonly answer: DocumentQueryAnswer;
  readonly session: WorkshopSession;
  readonly go: { readonly before?: (() => void) | undefined; readonly after?: (() => void) | undefined };
  readonly isReadOnly: boolean;
}

/** One session with its notes. Give it a `key` of the session. */
export function SessionPage({ answer, session, go, isReadOnly }: SessionPageProps): ReactElement {
  const translate = useTranslate();
  const { log, document } = answer;
  const at = (name: string): string => `sessions/${session.id}/${name}`;
  const notes = useSessionNotes(log, document.doc, session.id, session.notes);
  const label = translate('workshop.notes.of', {
    title: session.title || translate('workshop.session.untitled'),
  });
  return (
    <SessionView
      title={editedTextOf(useDraft(log, document, at('title')))}
      minutes={editedValueOf(
        useValueDraft(log, document, at('minutes'), minutesNotation),
        'workshop.minutes.wrong',
      )}
      method={editedTextOf(useDraft(log, document, at('method')))}
      output={editedTextOf(useDraft(log, document, at('output')))}
      notes={
        notes.state.kind === 'readable' ? (
          <UnreadableNotesView label={label} text={notes.state.text} />
        ) : (
          <NotesEditor
            document={notes.document}
            label={label}
            place={at('notes')}
            isReadOnly={isReadOnly}
            onBlur={notes.flush}
          />
        )
      }
      notesProblem={notes.problem && writeRefusalMessage(notes.problem)}
      go={go}
      isReadOnly={isReadOnly}
    />
  );
}
