import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import * as Y from 'yjs';
import { decodeBase64 } from '#base/base64.ts';
import { richTextAt } from '#domain/document/document.ts';
import { WorkshopScreen } from '#renderer/field/features/workshop/workshop-screen.tsx';
import { withSessions } from '#tests/support/builders/a-workshop.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const workshop = withSessions(['s1', 1, 'a0'], ['s2', 1, 'a1']);

async function openNotes() {
  await page.viewport(1280, 800);
  const store = makeFakeFieldStore(workshop);
  const mounted = await mountField(store, <WorkshopScreen log={aLog()} doc={workshop.doc} session="s1" />);
  const notes = page.getByRole('textbox', { name: /^Notes:/ });
  await expect.element(notes).toBeVisible();
  return { store, notes, ...mounted };
}

/** The notes as a colleague would read them from the store. */
function notesIn(store: FakeFieldStore): string {
  const document = new Y.Doc();
  const text = richTextAt(store.document(), 'sessions/s1/notes');
  if (text !== undefined) Y.applyUpdate(document, decodeBase64(text));
  return document.getXmlFragment('default').toJSON();
}

test('[D1] a closing window saves the typed text at once and waits for it', async () => {
  const { store, notes, flush } = await openNotes();
  await userEvent.click(notes);
  await userEvent.keyboard('Agreed before lunch');
  await flush();
  expect(notesIn(store)).toBe('<paragraph>Agreed before lunch</paragraph>');
});

test('[D1] typing is saved by itself, in few writes, and leaving the text saves the rest', async () => {
  const { store, notes } = await openNotes();
  await userEvent.click(notes);
  await userEvent.keyboard('Agreed before lunch');
  await userEvent.click(page.getByRole('textbox', { name: 'Method' }));
  await expect.poll(() => notesIn(store)).toBe('<paragraph>Agreed before lunch</paragraph>');
  expect(store.written.length).toBeLessThan('Agreed before lunch'.length);
});

test('[D4] text refused by the disk stays with a notice and saves with the next edit', async () => {
  const { store, notes, flush } = await openNotes();
  store.setDiskProblem('QuotaExceededError');
  await userEvent.click(notes);
  await userEvent.keyboard('First.');
  await flush();
  await expect.element(page.getByText(/could not write to its disk/)).toBeVisible();
  expect(notesIn(store)).toBe('');

  store.setDiskProblem(null);
  await userEvent.click(notes);
  await userEvent.keyboard('{Control>}{End}{/Control} Second.');
  await flush();
  expect(notesIn(store)).toBe('<paragraph>First. Second.</paragraph>');
});
