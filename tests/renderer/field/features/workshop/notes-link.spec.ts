import { afterEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { isClientIdOf, mergeTextUpdates } from '#domain/document/text-update.ts';
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
  const link = openNotesLink((update) => Promise.resolve(saved.push(update) > 0), notesSchema, deviceA);
  typeParagraph(link.document, 'one');
  typeParagraph(link.document, 'two');
  await vi.advanceTimersByTimeAsync(299);
  expect(saved).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(saved).toHaveLength(1);
});

test('[D1] leaving flushes at once, and only new input', async () => {
  const saved: string[] = [];
  const link = openNotesLink((update) => Promise.resolve(saved.push(update) > 0), notesSchema, deviceA);
  typeParagraph(link.document, 'one');
  await link.flush();
  await link.flush();
  expect(saved).toHaveLength(1);
});

test('text from a failed save goes out with the next change, so none is lost', async () => {
  const register = aRegister();
  let isDiskFull = true;
  const link = openNotesLink(async (update) => !isDiskFull && register.keep(update), notesSchema, deviceA);
  typeParagraph(link.document, 'written on a full disk');
  await link.flush();
  expect(register.text()).toBe(undefined);

  isDiskFull = false;
  typeParagraph(link.document, 'written after');
  await link.flush();
  expect(textIn(documentOf(register.text()))).toBe(textIn(link.document));
});

test('opening notes and receiving one’s own words again writes nothing', async () => {
  const register = aRegister();
  let writes = 0;
  const link = openNotesLink(
    (update) => {
      writes += 1;
      return register.keep(update);
    },
    notesSchema,
    deviceA,
  );
  typeParagraph(link.document, 'mine');
  await link.flush();
  receive(link, register.text());
  await link.flush();
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
  const link = openNotesLink(() => Promise.resolve(true), notesSchema, deviceA);
  receive(link, register);
  expect(link.state()).toEqual({ kind: 'readable', text: expect.stringMatching(/loose|in a cell/) });
  expect(textIn(link.document)).toBe('');
});

test('text marked with something unknown is read-only too', () => {
  const document = new Y.Doc();
  const paragraph = new Y.XmlElement('paragraph');
  const text = new Y.XmlText();
  paragraph.insert(0, [text]);
  document.getXmlFragment(notesField).insert(0, [paragraph]);
  text.insert(0, 'struck through', { strike: {} });
  const link = openNotesLink(() => Promise.resolve(true), notesSchema, deviceA);
  receive(link, encodeBase64(Y.encodeStateAsUpdate(document)));
  expect(link.state()).toEqual({ kind: 'readable', text: 'struck through' });
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

function receive(link: NotesLink, text: string | undefined): void {
  if (text !== undefined) link.receive(text);
}

test('[D1] typed text counts as unsaved from the first keystroke until it is written', async () => {
  const open: string[] = [];
  const link = openNotesLink(
    () => Promise.resolve(true),
    notesSchema,
    deviceA,
    () => {
      open.push('gathering');
      return () => void open.pop();
    },
  );
  link.document.getMap('typed').set('a', 1);
  link.document.getMap('typed').set('b', 2);
  expect(open).toEqual(['gathering']);
  await link.flush();
  expect(open).toEqual([]);
});

describe('[M4] the client id of an opening', () => {
  const opened = (device: DeviceId, save = () => Promise.resolve(true)): NotesLink =>
    openNotesLink(save, notesSchema, device);

  test('[M4] is the laptop’s own, and another one at each opening', () => {
    const clients = Array.from({ length: 8 }, () => opened(deviceA).document.clientID);
    expect(clients.every((client) => isClientIdOf(client, deviceA))).toBe(true);
    expect(new Set(clients).size).toBeGreaterThan(1);
  });

  test('[M4] stays the laptop’s when somebody else has written under it', () => {
    const link = opened(deviceA);
    const copy = new Y.Doc();
    copy.clientID = link.document.clientID;
    typeParagraph(copy, 'under the same id');
    link.receive(encodeBase64(Y.encodeStateAsUpdate(copy)));
    expect(link.document.clientID).not.toBe(copy.clientID);
    expect(isClientIdOf(link.document.clientID, deviceA)).toBe(true);
  });

  test('[M4, P2] follows the laptop to a new identity, and text typed before is saved', async () => {
    const register = aRegister();
    const link = openNotesLink(register.keep, notesSchema, deviceA);
    typeParagraph(link.document, 'before');
    link.writeAs(deviceB);
    expect(isClientIdOf(link.document.clientID, deviceB)).toBe(true);
    typeParagraph(link.document, 'after');
    await link.flush();
    expect(textIn(documentOf(register.text()))).toBe(textIn(link.document));
  });
});
