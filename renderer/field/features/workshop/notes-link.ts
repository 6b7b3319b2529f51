import type { Schema } from '@tiptap/pm/model';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { createClientId, isClientIdOf } from '#domain/document/text-update.ts';
import type { DeviceId } from '#domain/ids.ts';
import * as Y from 'yjs';
import { notesField, hasUnshownText, notesPlainText } from './notes-schema.ts';

/** State of a session's notes: editable, or read only because this version would lose some of them. */
export type NotesState = { readonly kind: 'editable' } | { readonly kind: 'readable'; readonly text: string };

/** Binding of one text register to the document of an editor, in both directions (M4). */
export interface NotesLink {
  /** The editor's document. Its changes are gathered and saved. */
  readonly document: Y.Doc;
  /** All updates of the register merged, as the store shows them; own ones among them do no harm. */
  readonly receive: (text: string) => void;
  /** Save gathered changes at once; ends when they are kept, or were refused. */
  readonly flush: () => Promise<void>;
  /** This laptop has a new identity (P2): typing from now on has that identity's client ids. */
  readonly writeAs: (device: DeviceId) => void;
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
  device: DeviceId,
  beginGathering: () => () => void = () => () => undefined,
): NotesLink {
  const document = new Y.Doc();
  const copy = new Y.Doc();
  const reactions = new Set<() => void>();
  let writer = device;
  let state = editableNotes;
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

  document.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === fromStore) return;
    Y.applyUpdate(copy, update, fromEditor);
    gathered.push(update);
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
    if (isEditable && state === editableNotes) return;
    state = isEditable ? editableNotes : { kind: 'readable', text: notesPlainText(notes) };
    for (const react of reactions) react();
  });

  return {
    document,
    receive: (text) => Y.applyUpdate(copy, decodeBase64(text), fromStore),
    flush,
    writeAs: (next) => {
      writer = next;
      if (!isClientIdOf(document.clientID, writer)) drawClient();
    },
    state: () => state,
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
