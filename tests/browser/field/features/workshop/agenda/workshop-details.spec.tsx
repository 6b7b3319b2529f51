import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { conflictPathsOf, valueAt } from '#domain/document/document.ts';
import { WorkshopScreen } from '#renderer/field/features/workshop/workshop-screen.tsx';
import { after, anEmptyWorkshop, deviceA } from '#tests/support/builders/a-workshop.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const workshop = after(
  anEmptyWorkshop,
  { by: deviceA, n: 91, path: 'status', value: 'draft' },
  { by: deviceA, n: 92, path: 'objectives/LO1/text', value: 'Name the gaps' },
);

/** The details of a workshop beside its agenda. */
async function openDetails(): Promise<FakeFieldStore> {
  await page.viewport(1_280, 800);
  const fakeFieldStore = makeFakeFieldStore(workshop);
  const { doc } = workshop;
  const route = { screen: 'workshop', log: aLog(), doc } as const;
  await mountField(fakeFieldStore, <WorkshopScreen log={aLog()} doc={doc} />, route);
  return fakeFieldStore;
}
const textField = (name: string) => page.getByRole('textbox', { name, exact: true });

async function choose(field: RegExp, option: string): Promise<void> {
  await page.getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

test('a choice, a switch and a text are saved as the rule of each says', async () => {
  const fakeFieldStore = await openDetails();
  await choose(/Mode/u, 'Virtual');
  await page.getByText('Non-attribution', { exact: true }).first().click();
  await textField('Host institution').fill('National office');
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'host')).toBe('National office');
  expect(['mode', 'non-attribution'].map((path) => valueAt(fakeFieldStore.document(), path))).toEqual([
    'virtual',
    true,
  ]);
});

test('a text that is no name of a language is named and not saved', async () => {
  const fakeFieldStore = await openDetails();
  await textField('Languages').fill('Anglish');
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByText('Write names of languages', { exact: false })).toBeVisible();
  expect(valueAt(fakeFieldStore.document(), 'languages')).toBeUndefined();
});

test('[E2] personal data in an objective is shown below it', async () => {
  await openDetails();
  await textField('LO1').fill('Ask first@example.org');
  await expect.element(page.getByText('first@example.org', { exact: true })).toBeVisible();
});

test('[M3] a status that arrives during the question about unsaved texts is a conflict', async () => {
  const fakeFieldStore = await openDetails();
  await textField('Place').fill('far '.repeat(200));
  await choose(/Status/u, 'Completed');
  const dialog = page.getByRole('dialog', { name: 'Texts that are not saved' });
  await expect.element(dialog).toBeVisible();
  fakeFieldStore.receive('status', 'confirmed');
  await dialog.getByRole('button', { name: /without this text$/u }).click();
  await expect.poll(() => conflictPathsOf(fakeFieldStore.document())).toEqual(['status']);
});

test('[D4] a choice that the disk refuses is named', async () => {
  const fakeFieldStore = await openDetails();
  fakeFieldStore.setDiskProblem('QuotaExceededError');
  await choose(/Mode/u, 'Virtual');
  await expect.element(page.getByText(/could not write to its disk/u)).toBeVisible();
});
