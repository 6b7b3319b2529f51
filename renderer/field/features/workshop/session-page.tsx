import type { Schema } from '@tiptap/pm/model';
import { type ReactElement, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Doc } from 'yjs';
import * as Y from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { pathOf } from '#domain/document/op.ts';
import { createClientId, isClientIdOf } from '#domain/document/text-client-id.ts';
import type { DeviceId, DocumentId, LogId } from '#domain/ids.ts';
import { isNonAttributed } from '#domain/workshop/session-entry.ts';
import { type WorkshopSession, workshopKind } from '#domain/workshop/workshop.ts';
import { DocumentFields } from '#renderer/field/app/documents/document-fields.tsx';
import {
  useChangeRecord,
  useWriteRegisters,
  type WriteOutcome,
  writeRefusalMessage,
} from '#renderer/field/app/documents/use-document.ts';
import { useFieldServices } from '#renderer/field/app/session/field-services.tsx';
import { useTranslate } from '#renderer/i18n';
import type { DocumentQueryResult } from '#renderer/store/api/store-api.ts';
import type { AgendaDayFacts } from './agenda/agenda-facts.ts';
import { useHiddenInstitutions } from './non-attribution.tsx';
import { NotesEditor } from './notes-editor.tsx';
import { hasUnshownText, notesPlainText } from './notes-plain-text.ts';
import { notesField, notesSchema } from './notes-schema.ts';
import { SessionListView } from './session-list-view.tsx';
import { SessionView, sessionRows, UnreadableNotesView } from './session-view.tsx';

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
  logId: LogId,
  doc: DocumentId,
  session: string,
  text: string | undefined,
): SessionNotes {
  const {
    onFlush,
    unsaved,
    session: { device },
  } = useFieldServices();
  const writeRegisters = useWriteRegisters(logId);
  const [problem, setProblem] = useState<SessionNotes['problem']>(null);
  const [notesLink] = useState(() => {
    const path = pathOf('sessions', session, 'notes');
    const openedNotesLink = openNotesLink(
      async (update) => {
        const outcome = await writeRegisters([{ doc, kind: workshopKind, path, text: update }]);
        setProblem(outcome.kind === 'saved' ? null : outcome);
        return outcome.kind === 'saved';
      },
      notesSchema,
      device,
      unsaved.begin,
    );
    // Before the first paint, so that the editor opens with the text and not with an empty page.
    if (text !== undefined) openedNotesLink.receive(text);
    return openedNotesLink;
  });

  useEffect(() => {
    if (text !== undefined) notesLink.receive(text);
  }, [notesLink, text]);
  useEffect(() => notesLink.writeAs(device), [notesLink, device]);
  useEffect(() => onFlush(notesLink.flush), [onFlush, notesLink]);
  useEffect(() => () => void notesLink.flush(), [notesLink]);

  const state = useSyncExternalStore(notesLink.onState, notesLink.state);
  return { document: notesLink.document, state, flush: () => void notesLink.flush(), problem };
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
  readonly queryResult: DocumentQueryResult;
  readonly session: WorkshopSession;
  readonly go: { readonly before?: (() => void) | undefined; readonly after?: (() => void) | undefined };
  readonly isReadOnly: boolean;
}

/** One session with its notes. Give it a `key` of the session. */
export function SessionPage({ queryResult, session, go, isReadOnly }: SessionPageProps): ReactElement {
  const translate = useTranslate();
  const { log, document } = queryResult;
  const { change } = useChangeRecord(log, document);
  const sessionNotes = useSessionNotes(log, document.doc, session.id, session.notes);
  const hiddenInstitutions = useHiddenInstitutions(document);
  const label = translate('workshop.notes.of', {
    title: session.title || translate('workshop.session.untitled'),
  });
  return (
    <SessionView
      fields={
        <DocumentFields
          subject={{ kind: 'workshop', below: `sessions/${session.id}` }}
          rows={sessionRows}
          log={log}
          document={document}
          change={change}
          isReadOnly={() => isReadOnly}
        />
      }
      notes={
        sessionNotes.state.kind === 'readable' ? (
          <UnreadableNotesView label={label} text={sessionNotes.state.text} />
        ) : (
          <NotesEditor
            document={sessionNotes.document}
            label={label}
            path={`sessions/${session.id}/notes`}
            isReadOnly={isReadOnly}
            onBlur={sessionNotes.flush}
            institutions={isNonAttributed(document, session.id) ? hiddenInstitutions : null}
          />
        )
      }
      notesProblem={sessionNotes.problem && writeRefusalMessage(sessionNotes.problem)}
      go={go}
    />
  );
}

/** State of a session's notes: editable, or read only because this version would lose some of them. */
type NotesState = { readonly kind: 'editable' } | { readonly kind: 'readable'; readonly text: string };

/** Binding of one text register to the document of an editor, in both directions (M4). */
export interface NotesLink {
  /** The editor's document. Its changes are gathered and saved. */
  readonly document: Y.Doc;
  /** All updates of the register merged, as the store shows them; own ones among them do no harm. */
  readonly receive: (text: string) => void;
  /** Save gathered changes at once; ends when they are kept, or were refused. */
  readonly flush: () => Promise<void>;
  /** This laptop has a new identity (P2): typing from now on has that identity's client ids. */
  readonly writeAs: (deviceId: DeviceId) => void;
  readonly state: () => NotesState;
  /** Call back when it changes; returns a function that stops it. */
  readonly onState: (react: () => void) => () => void;
}

/** Longest time that keystrokes are gathered (D1). */
const keystrokeBatchMs = 300;
const editableNotes: NotesState = { kind: 'editable' };

/**
 * Open notes.
 * Incoming text is checked in a copy first, so that the editor never sees text that it would drop. Typing has
 * a client id of the `device` (M4), drawn for this opening alone.
 * @param save Takes one Yjs update in base64 and returns whether it was kept; a refused one is sent again
 * with the next.
 * @param beginGathering Called at the first keystroke of each update; its result is called once `save` has
 * the update.
 */
export function openNotesLink(
  save: (update: string) => Promise<boolean>,
  schema: Schema,
  deviceId: DeviceId,
  beginGathering: () => () => void = () => () => undefined,
): NotesLink {
  const document = new Y.Doc();
  const copy = new Y.Doc();
  const reactions = new Set<() => void>();
  let writer = deviceId;
  let notesState = editableNotes;
  let gathered: Uint8Array[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let endGathering: (() => void) | undefined;

  const drawClient = (): void => {
    document.clientID = createClientId(writer, randomBits(), (client) => copy.store.clients.has(client));
  };
  drawClient();

  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (gathered.length === 0) return;
    const update = Y.mergeUpdates(gathered);
    gathered = [];
    const saving = save(encodeBase64(update));
    endGathering?.();
    endGathering = undefined;
    if (!(await saving)) gathered.unshift(update);
  };

  document.on('update', (updateBytes: Uint8Array, origin: unknown) => {
    if (origin === fromStore) return;
    Y.applyUpdate(copy, updateBytes, fromEditor);
    gathered.push(updateBytes);
    timer ??= setTimeout(() => void flush(), keystrokeBatchMs);
    endGathering ??= beginGathering();
  });

  // Fires only for new changes: an echo of own writes changes nothing.
  copy.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin === fromEditor) return;
    const notes = copy.getXmlFragment(notesField);
    const isEditable = !hasUnshownText(notes, schema);
    if (isEditable)
      Y.applyUpdate(document, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(document)), fromStore);
    // Yjs draws another id when somebody else seems to write under this one.
    if (!isClientIdOf(document.clientID, writer)) drawClient();
    if (isEditable && notesState === editableNotes) return;
    notesState = isEditable ? editableNotes : { kind: 'readable', text: notesPlainText(notes) };
    for (const react of reactions) react();
  });

  return {
    document,
    receive: (text) => Y.applyUpdate(copy, decodeBase64(text), fromStore),
    flush,
    writeAs: (nextDeviceId) => {
      writer = nextDeviceId;
      if (!isClientIdOf(document.clientID, writer)) drawClient();
    },
    state: () => notesState,
    onState: (react) => {
      reactions.add(react);
      return () => reactions.delete(react);
    },
  };
}

const randomBits = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;

/** Origin of changes from the store, so that they do not go back there. */
const fromStore = Symbol('from the store');
const fromEditor = Symbol('from the editor');
