import type { ReactElement } from 'react';
import { useDraft } from '#renderer/field/app/use-draft.ts';
import { refusalMessage } from '#renderer/field/app/refusal-message.ts';
import { useSay } from '#renderer/i18n/use-say.ts';
import type { DocumentAnswer } from '#renderer/store/store-api.ts';
import type { Session } from '#domain/workshop/read-sessions.ts';
import { editedText, editedValue } from '#renderer/field/app/edited-text.ts';
import { minutesNotation } from './notations.ts';
import { NotesEditor } from './notes-editor.tsx';
import { SessionView } from './session-view.tsx';
import { UnreadableNotesView } from './unreadable-notes-view.tsx';
import { useSessionNotes } from './use-session-notes.ts';
import { useValueDraft } from '#renderer/field/app/use-value-draft.ts';

interface SessionPageProps {
  readonly answer: DocumentAnswer;
  readonly session: Session;
  readonly go: { readonly before?: (() => void) | undefined; readonly after?: (() => void) | undefined };
  readonly isReadOnly: boolean;
}

/** One session with its notes. Give it a `key` of the session. */
export function SessionPage({ answer, session, go, isReadOnly }: SessionPageProps): ReactElement {
  const say = useSay();
  const { log, document } = answer;
  const at = (name: string): string => `sessions/${session.id}/${name}`;
  const notes = useSessionNotes(log, document.doc, session.id, session.notes);
  const label = say('workshop.notes.of', { title: session.title || say('workshop.session.untitled') });
  return (
    <SessionView
      title={editedText(useDraft(log, document, at('title')))}
      minutes={editedValue(
        useValueDraft(log, document, at('minutes'), minutesNotation),
        'workshop.minutes.wrong',
      )}
      method={editedText(useDraft(log, document, at('method')))}
      output={editedText(useDraft(log, document, at('output')))}
      notes={
        notes.state.kind === 'readable' ? (
          <UnreadableNotesView label={label} text={notes.state.text} />
        ) : (
          <NotesEditor document={notes.document} label={label} isReadOnly={isReadOnly} onBlur={notes.flush} />
        )
      }
      notesProblem={notes.problem && refusalMessage(notes.problem)}
      go={go}
      isReadOnly={isReadOnly}
    />
  );
}
