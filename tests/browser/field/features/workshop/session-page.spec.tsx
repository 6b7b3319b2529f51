import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import * as Y from 'yjs';
import { decodeBase64 } from '#base/base64.ts';
import { richTextAt } from '#domain/document/document.ts';
import { WorkshopScreen } from '#renderer/field/features/workshop/workshop-screen.tsx';
import { after, deviceA, withSessions } from '#tests/support/builders/a-workshop.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const workshop = withSessions(['s1', 1, 'a0'], ['s2', 1, 'a1']);

async function openNotes(openedDocument = workshop) {
  await page.viewport(1280, 800);
  const fakeFieldStore = makeFakeFieldStore(openedDocument);
  const mountedField = await mountField(
    fakeFieldStore,
    <WorkshopScreen log={aLog()} doc={workshop.doc} session="s1" />,
  );
  const notes = page.getByRole('textbox', { name: /^Notes:/ });
  await expect.element(notes).toBeVisible();
  return { store: fakeFieldStore, notes, ...mountedField };
}

/** The notes as a colleague would read them from the store. */
function notesIn(fakeFieldStore: FakeFieldStore): string {
  const document = new Y.Doc();
  const text = richTextAt(fakeFieldStore.document(), 'sessions/s1/notes');
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

const withoutAttribution = after(
  workshop,
  { by: deviceA, n: 91, path: 'non-attribution', value: true },
  { by: deviceA, n: 92, path: 'participants/p1/institution', value: 'National Police' },
  { by: deviceA, n: 93, path: 'participants/p1/institution-type', value: 'POL' },
);

test('[E3] an institution in notes without attribution is replaced while it is typed, the last one on leaving', async () => {
  const { store, notes } = await openNotes(withoutAttribution);
  await userEvent.click(notes);
  await userEvent.keyboard('National Police adopts it with the National Police');
  await userEvent.click(page.getByRole('textbox', { name: 'Method' }));
  await expect
    .poll(() => notesIn(store))
    .toBe('<paragraph>another institution adopts it with the another institution</paragraph>');
});

test('[E3] an institution that stands in such notes is marked, until it is replaced', async () => {
  const { notes } = await openNotes(withoutAttribution);
  await userEvent.click(notes);
  await userEvent.keyboard('Adopted by the National Police');
  await expect
    .poll(() => notes.element().querySelector('.wn-institution')?.textContent)
    .toBe('National Police');
  await userEvent.keyboard('.');
  await expect.element(notes).toHaveTextContent('Adopted by the another institution.');
  expect(notes.element().querySelector('.wn-institution')).toBeNull();
});
