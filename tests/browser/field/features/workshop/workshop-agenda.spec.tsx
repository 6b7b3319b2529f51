import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { valueAt } from '#domain/document/document.ts';
import { readWorkshopSessions } from '#domain/workshop/workshop.ts';
import { withoutPauses } from '#domain/workshop/workshop-agenda.ts';
import { WorkshopScreen } from '#renderer/field/features/workshop/workshop-screen.tsx';
import { after, anEmptyWorkshop, deviceA, withSessions } from '#tests/support/builders/a-workshop.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const three = after(
  withSessions(['s1', 1, 'a0'], ['s2', 1, 'a1'], ['s3', 2, 'a2']),
  { by: deviceA, n: 91, path: 'sessions/s1/title', value: 'Opening' },
  { by: deviceA, n: 92, path: 'sessions/s2/title', value: 'Mapping' },
  { by: deviceA, n: 93, path: 'sessions/s3/title', value: 'Options' },
);

/** The agenda of a workshop on the screen, wide enough for its side column. */
async function openAgenda(workshop = three): Promise<FakeFieldStore> {
  await page.viewport(1280, 800);
  const fakeFieldStore = makeFakeFieldStore(workshop);
  await mountField(fakeFieldStore, <WorkshopScreen log={aLog()} doc={workshop.doc} />, {
    screen: 'workshop',
    log: aLog(),
    doc: workshop.doc,
  });
  return fakeFieldStore;
}

/** Content of the store, as `day title`. */
const agendaIn = (fakeFieldStore: FakeFieldStore): readonly string[] =>
  readWorkshopSessions(fakeFieldStore.document())
    .map(({ day, title }) => `${day} ${title}`)
    .toSorted((a, b) => Number(a[0]) - Number(b[0]));

const titleOf = (number: string) => page.getByRole('textbox', { name: `Title of session ${number}` });

test('Alt+arrow moves a session and its focus, also across the edge of a day', async () => {
  const fakeFieldStore = await openAgenda();
  await userEvent.click(titleOf('1.1'));
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await expect.element(titleOf('1.2')).toHaveValue('Opening');
  await expect.element(titleOf('1.2')).toHaveFocus();

  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await expect.element(titleOf('2.1')).toHaveValue('Opening');
  await expect.element(titleOf('2.1')).toHaveFocus();
  expect(agendaIn(fakeFieldStore)).toEqual(['1 Mapping', '2 Opening', '2 Options']);
});

test('a session can be dragged to another place', async () => {
  const fakeFieldStore = await openAgenda();
  const grip = page.getByTitle('Drag to move').nth(2);
  await userEvent.dragAndDrop(grip, titleOf('1.1'), { targetPosition: { x: 20, y: 2 } });
  await expect.element(titleOf('1.1')).toHaveValue('Options');
  expect(agendaIn(fakeFieldStore)).toEqual(['1 Options', '1 Opening', '1 Mapping']);
});

test('a new session is named at once: the cursor waits in its title', async () => {
  const fakeFieldStore = await openAgenda();
  await userEvent.click(page.getByRole('button', { name: 'Add session to day 2' }));
  await expect.element(titleOf('2.2')).toHaveFocus();
  await userEvent.keyboard('Panel');
  await expect.poll(() => agendaIn(fakeFieldStore)).toContain('2 Panel');
});

test('a removed session can be restored to its place', async () => {
  const fakeFieldStore = await openAgenda();
  await userEvent.click(page.getByRole('group', { name: 'Session 1.1 Opening' }).getByText('More'));
  await userEvent.click(page.getByRole('menuitem', { name: 'Remove' }));
  await expect.element(page.getByText('“Opening” was removed.')).toBeVisible();
  expect(agendaIn(fakeFieldStore)).toEqual(['1 Mapping', '2 Options']);

  await userEvent.click(page.getByRole('button', { name: 'Undo' }));
  await expect.element(titleOf('1.1')).toHaveValue('Opening');
});

test('an empty agenda starts from the template, with all its days and sessions', async () => {
  const fakeFieldStore = await openAgenda(anEmptyWorkshop);
  await userEvent.click(page.getByRole('button', { name: 'Start from template W1' }));
  await expect.element(page.getByRole('heading', { name: 'Day 4' })).toBeVisible();
  expect(withoutPauses(readWorkshopSessions(fakeFieldStore.document()))).toHaveLength(15);
  expect(valueAt(fakeFieldStore.document(), 'template')).toBe('W1');
});

test('minutes are saved as a number; other input is not saved and shows a notice', async () => {
  const fakeFieldStore = await openAgenda();
  const minutes = page.getByRole('textbox', { name: 'Minutes of session 1.1' });
  await userEvent.fill(minutes, '75');
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'sessions/s1/minutes')).toBe(75);

  await userEvent.fill(minutes, 'long');
  await userEvent.tab();
  await expect.element(page.getByText('Not saved. Write whole minutes, up to 1440.')).toBeVisible();
  expect(valueAt(fakeFieldStore.document(), 'sessions/s1/minutes')).toBe(75);
});

test('[M5] removed by one while edited by another: the person who decides brings it back', async () => {
  const removedDocument = after(three, { by: deviceA, n: 99, path: 'sessions/s2/removed', value: true });
  const fakeFieldStore = await openAgenda(removedDocument);
  fakeFieldStore.receive('sessions/s2/minutes', 30);
  const told = page.getByText('“Mapping” was removed while a colleague changed it');
  await expect.element(told).toBeVisible();

  await userEvent.click(page.getByRole('button', { name: 'Restore: Mapping' }));
  await expect.element(titleOf('1.2')).toHaveValue('Mapping');
  await expect.element(told).not.toBeInTheDocument();
});

test('a person with read access sees the agenda and the reason why it is read-only', async () => {
  const fakeFieldStore = await openAgenda();
  fakeFieldStore.setRoles(['manager']);
  await expect
    .element(page.getByText(/With your role in this mission you can read this workshop/))
    .toBeVisible();
  await expect.element(titleOf('1.1')).toHaveAttribute('readonly');
  await expect.element(page.getByRole('button', { name: /Add session/ })).not.toBeInTheDocument();
});

test('an overlap of times says its remedies, and one of them ends it', async () => {
  const timed = after(
    three,
    { by: deviceA, n: 94, path: 'sessions/s1/minutes', value: 60 },
    { by: deviceA, n: 95, path: 'sessions/s2/minutes', value: 30 },
    { by: deviceA, n: 96, path: 'sessions/s2/starts', value: '09:45' },
  );
  const fakeFieldStore = await openAgenda(timed);
  await expect.element(page.getByText('Overlaps with 1.1 Opening by 15 min.')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Shorten 1.1 Opening to 45 min' }));
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'sessions/s1/minutes')).toBe(45);
  await expect.element(page.getByText(/Overlaps with/)).not.toBeInTheDocument();
});

test('the details of a session are beside the agenda while the cursor is in it', async () => {
  const fakeFieldStore = await openAgenda();
  await userEvent.click(titleOf('1.2'));
  await userEvent.fill(page.getByRole('textbox', { name: 'Room' }), 'Harbour');
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'sessions/s2/room')).toBe('Harbour');
});

test('the data notice is shown on the whole window, and its confirmation is kept', async () => {
  const fakeFieldStore = await openAgenda();
  await userEvent.click(page.getByRole('button', { name: 'Open the data notice' }));
  await expect.element(page.getByRole('heading', { name: 'Receivers' })).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'It was shown and read out' }));
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'notice')).toMatchObject({ edition: '1' });
});

test('a workshop is completed with an unsaved text only after a question that names it', async () => {
  const fakeFieldStore = await openAgenda();
  const place = page.getByRole('textbox', { name: 'Place' });
  await userEvent.fill(place, 'far '.repeat(200));
  const complete = async (): Promise<void> => {
    await page.getByRole('button', { name: /Status/ }).click();
    await page.getByRole('option', { name: 'Completed' }).click();
  };
  await complete();
  const dialog = page.getByRole('dialog', { name: 'Texts that are not saved' });
  await expect.element(dialog.getByRole('link', { name: 'Place' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(valueAt(fakeFieldStore.document(), 'status')).not.toBe('completed');
  await complete();
  await dialog.getByRole('button', { name: /without this text$/ }).click();
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'status')).toBe('completed');
});
