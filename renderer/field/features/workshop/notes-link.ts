import type { Schema } from '@tiptap/pm/model';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { createClientId, isClientIdOf } from '#domain/document/text-update.ts';
import type { DeviceId } from '#domain/ids.ts';
import * as Y from 'yjs';
import { notesField } from './notes-schema.ts';
import { hasUnshownText, notesPlainText } from './notes-text.ts';

/** What can be done with a session's notes: written on, or only read because this version would lose some of them. */
export type NotesState = { readonly kind: 'editable' } | { readonly kind: 'readable'; readonly text: string };

/** Ties one register of text to the document that an editor works on, in both directions (sync.md M4). */
export interface NotesLink {
  /** The editor's document. What is written to it is gathered and saved. */
  readonly document: Y.Doc;
  /** All updates of the register merged, as the store shows them; own ones among them do no harm. */
  readonly receive: (text: string) => void;
  /** Saves at once what is gathered; ends when it is kept, or was refused. */
  readonly flush: () => Promise<void>;
  /** This laptop goes on under another identity (P2): what is typed from now on is written under that one's client ids. */
  readonly writeAs: (device: DeviceId) => void;
  readonly state: () => NotesState;
  /** Calls back when it becomes another; returns the way to stop. */
  readonly onState: (react: () => void) => () => void;
}

/** Keystrokes are gathered for at most so long (sync.md D1). */
const keystrokeBatchMs = 300;
const editableNotes: NotesState = { kind: 'editable' };

/**
 * Opens notes. `save` takes one Yjs update in base64 and answers whether it was kept; what was not kept goes out again
 * together with the next. Incoming text is looked at in a copy first, so that the editor never sees what it would drop.
 * What is typed is written under a client id of the `device` (M4), drawn for this opening alone.
 * `beginGathering` hears of the first keystroke of each update, and what it returns is called once `save` has it.
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

  // Fires only for what is new: an echo of own writes changes nothing.
  copy.on('update', (_update: Uint8Array, origin: unknown) => {
    if (origin === fromEditor) return;
    const notes = copy.getXmlFragment(notesField);
    const isEditable = !hasUnshownText(notes, schema);
    if (isEditable)
      Y.applyUpdate(document, Y.encodeStateAsUpdate(copy, Y.encodeStateVector(document)), fromStore);
    // Yjs draws an id of its own when somebody else seems to write under this one.
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

/** Where a change came from, so that it does not go back there. */
const fromStore = Symbol('from the store');
const fromEditor = Symbol('from the editor');
