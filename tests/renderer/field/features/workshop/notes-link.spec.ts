import { afterEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { isClientIdOf } from '#domain/document/text-client-id.ts';
import { mergeTextUpdates } from '#domain/document/text-update.ts';
import type { DeviceId } from '#domain/ids.ts';
import { notesField, notesSchema } from '#renderer/field/features/workshop/notes-schema.ts';
import { type NotesLink, openNotesLink } from '#renderer/field/features/workshop/session-page.tsx';
import { deviceA, deviceB } from '#tests/support/builders/ops.ts';

afterEach(() => vi.useRealTimers());

/** Add a paragraph at the end, as typing would. */
function typeParagraph(document: Y.Doc, text: string): void {
  const paragraph = new Y.XmlElement('paragraph');
  paragraph.insert(0, [new Y.XmlText(text)]);
  const notes = document.getXmlFragment(notesField);
  notes.insert(notes.length, [paragraph]);
}

const textIn = (document: Y.Doc): string => document.getXmlFragment(notesField).toJSON();

/** A register of text as the store keeps it: all updates merged. */
function aRegister(): {
  readonly text: () => string | undefined;
  readonly keep: (update: string) => Promise<boolean>;
} {
  let text: string | undefined;
  return {
    text: () => text,
    keep: (update) => {
      text = mergeTextUpdates(text, update);
      return Promise.resolve(true);
    },
  };
}

test('[D1] keystrokes are gathered for 300 ms and saved as one update', async () => {
  vi.useFakeTimers();
  const saved: string[] = [];
  const notesLink = openNotesLink((update) => Promise.resolve(saved.push(update) > 0), notesSchema, deviceA);
  typeParagraph(notesLink.document, 'one');
  typeParagraph(notesLink.document, 'two');
  await vi.advanceTimersByTimeAsync(299);
  expect(saved).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(saved).toHaveLength(1);
});

test('[D1] leaving flushes at once, and only new input', async () => {
  const saved: string[] = [];
  const notesLink = openNotesLink((update) => Promise.resolve(saved.push(update) > 0), notesSchema, deviceA);
  typeParagraph(notesLink.document, 'one');
  await notesLink.flush();
  await notesLink.flush();
  expect(saved).toHaveLength(1);
});

test('text from a failed save goes out with the next change, so none is lost', async () => {
  const register = aRegister();
  let isDiskFull = true;
  const notesLink = openNotesLink(
    async (update) => !isDiskFull && register.keep(update),
    notesSchema,
    deviceA,
  );
  typeParagraph(notesLink.document, 'written on a full disk');
  await notesLink.flush();
  expect(register.text()).toBe(undefined);

  isDiskFull = false;
  typeParagraph(notesLink.document, 'written after');
  await notesLink.flush();
  expect(textIn(documentOf(register.text()))).toBe(textIn(notesLink.document));
});

test('opening notes and receiving one’s own words again writes nothing', async () => {
  const register = aRegister();
  let writes = 0;
  const notesLink = openNotesLink(
    (update) => {
      writes += 1;
      return register.keep(update);
    },
    notesSchema,
    deviceA,
  );
  typeParagraph(notesLink.document, 'mine');
  await notesLink.flush();
  receive(notesLink, register.text());
  await notesLink.flush();
  expect(writes).toBe(1);
});

test('[M4] two people write offline: both texts are there on both laptops, in the same order', async () => {
  const registerA = aRegister();
  const registerB = aRegister();
  const a = openNotesLink(registerA.keep, notesSchema, deviceA);
  const b = openNotesLink(registerB.keep, notesSchema, deviceB);
  typeParagraph(a.document, 'by the trainer');
  typeParagraph(b.document, 'by the rapporteur');
  await Promise.all([a.flush(), b.flush()]);

  receive(a, registerB.text());
  receive(b, registerA.text());
  expect(textIn(a.document)).toBe(textIn(b.document));
  expect(textIn(a.document)).toContain('by the trainer');
  expect(textIn(a.document)).toContain('by the rapporteur');
});

test.each([
  ['a block of a later version', new Y.XmlElement('table')],
  ['a text without a block around it', new Y.XmlText('loose')],
])('%s makes the notes readable but not editable, and nothing of it is lost', (_what, strange) => {
  const register = documentWith(strange);
  const notesLink = openNotesLink(() => Promise.resolve(true), notesSchema, deviceA);
  receive(notesLink, register);
  expect(notesLink.state()).toEqual({ kind: 'readable', text: expect.stringMatching(/loose|in a cell/) });
  expect(textIn(notesLink.document)).toBe('');
});

test('text marked with something unknown is read-only too', () => {
  const document = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  paragraph.insert(0, [text]);
  document.getXmlFragment(notesField).insert(0, [paragraph]);
  text.insert(0, 'struck through', { strike: {} });
  const notesLink = openNotesLink(() => Promise.resolve(true), notesSchema, deviceA);
  receive(notesLink, encodeBase64(Y.encodeStateAsUpdate(document)));
  expect(notesLink.state()).toEqual({ kind: 'readable', text: 'struck through' });
});

function documentWith(strange: Y.XmlElement | Y.XmlText): string {
  if (strange instanceof Y.XmlElement) strange.insert(0, [new Y.XmlText('in a cell')]);
  const document = new Y.Doc();
  document.getXmlFragment(notesField).insert(0, [strange]);
  return encodeBase64(Y.encodeStateAsUpdate(document));
}

function documentOf(text: string | undefined): Y.Doc {
  const document = new Y.Doc();
  if (text !== undefined) Y.applyUpdate(document, decodeBase64(text));
  return document;
}

function receive(notesLink: NotesLink, text: string | undefined): void {
  if (text !== undefined) notesLink.receive(text);
}

test('[D1] typed text counts as unsaved from the first keystroke until it is written', async () => {
  const open: string[] = [];
  const notesLink = openNotesLink(
    () => Promise.resolve(true),
    notesSchema,
    deviceA,
    () => {
      open.push('gathering');
      return () => void open.pop();
    },
  );
  notesLink.document.getMap('typed').set('a', 1);
  notesLink.document.getMap('typed').set('b', 2);
  expect(open).toEqual(['gathering']);
  await notesLink.flush();
  expect(open).toEqual([]);
});

describe('[M4] the client id of an opening', () => {
  const opened = (deviceId: DeviceId, save = () => Promise.resolve(true)): NotesLink =>
    openNotesLink(save, notesSchema, deviceId);

  test('[M4] is the laptop’s own, and another one at each opening', () => {
    const clients = Array.from({ length: 8 }, () => opened(deviceA).document.clientID);
    expect(clients.every((client) => isClientIdOf(client, deviceA))).toBe(true);
    expect(new Set(clients).size).toBeGreaterThan(1);
  });

  test('[M4] stays the laptop’s when somebody else has written under it', () => {
    const notesLink = opened(deviceA);
    const copy = new Y.Doc();
    copy.clientID = notesLink.document.clientID;
    typeParagraph(copy, 'under the same id');
    notesLink.receive(encodeBase64(Y.encodeStateAsUpdate(copy)));
    expect(notesLink.document.clientID).not.toBe(copy.clientID);
    expect(isClientIdOf(notesLink.document.clientID, deviceA)).toBe(true);
  });

  test('[M4, P2] follows the laptop to a new identity, and text typed before is saved', async () => {
    const register = aRegister();
    const notesLink = openNotesLink(register.keep, notesSchema, deviceA);
    typeParagraph(notesLink.document, 'before');
    notesLink.writeAs(deviceB);
    expect(isClientIdOf(notesLink.document.clientID, deviceB)).toBe(true);
    typeParagraph(notesLink.document, 'after');
    await notesLink.flush();
    expect(textIn(documentOf(register.text()))).toBe(textIn(notesLink.document));
  });
});
