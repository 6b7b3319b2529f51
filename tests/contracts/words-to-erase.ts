import * as Y from 'yjs';
import { decodeBase64, encodeBase64 } from '#base/base64.ts';
import { DocumentKind, Path } from '#domain/document/op.ts';
import { plainTextOfUpdate } from '#domain/document/plain-text-of-update.ts';
import type { DocumentId } from '#domain/ids.ts';
import type { FakeJournal } from '#tests/support/laptop/fake-journal.ts';
import type { TestLaptop } from '#tests/support/laptop/test-laptop.ts';
import { log } from './erasure-world.ts';

/** The notes of the one session that these workshops have. */
export const notes = Path.parse('sessions/0197b1a0-0000-7000-8000-0000000000e1/notes');

/** Is a word in any table or in the journal, decrypted? In a text it is within updates, which are base64. */
export async function hasWordsOf(
  { db }: TestLaptop,
  fakeJournal: FakeJournal,
  word: string,
): Promise<boolean> {
  const tables = await Promise.all(db.tables.map((table) => table.toArray()));
  const all = JSON.stringify([tables, fakeJournal.entries]);
  const updates = all.match(/[A-Za-z0-9+/]{16,}={0,2}/g) ?? [];
  return all.includes(word) || updates.some((text) => text.length % 4 === 0 && atob(text).includes(word));
}

/** Type a paragraph into the notes of a workshop's session on a laptop; the update alone travels. */
export const typeNotes = (device: TestLaptop, workshopId: DocumentId, words: string): Promise<void> =>
  changeNotes(device, workshopId, (root) => {
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText(words)]);
    root.insert(root.length, [paragraph]);
  });

/** Change the notes of a workshop's session on a laptop, as its editor does; the update alone travels. */
export async function changeNotes(
  device: TestLaptop,
  workshopId: DocumentId,
  change: (root: Y.XmlFragment) => void,
): Promise<void> {
  const document = new Y.Doc();
  const before = await textOf(device, workshopId);
  if (before !== undefined) Y.applyUpdate(document, decodeBase64(before));
  let text = '';
  document.on('update', (updateBytes: Uint8Array) => (text = encodeBase64(updateBytes)));
  document.transact(() => change(document.getXmlFragment('default')));
  await device.store.write(log, [
    { doc: workshopId, kind: DocumentKind.parse('workshop'), path: notes, text },
  ]);
}

const textOf = async (device: TestLaptop, workshopId: DocumentId): Promise<string | undefined> =>
  (await device.query('document', { log, doc: workshopId }))?.document.registers[notes]?.text;

/** The words of these notes, as a laptop shows them. */
export async function textOn(device: TestLaptop, workshopId: DocumentId): Promise<string> {
  const text = await textOf(device, workshopId);
  return text === undefined ? '' : plainTextOfUpdate(text);
}
