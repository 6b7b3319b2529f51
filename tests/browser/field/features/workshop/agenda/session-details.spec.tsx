import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { conflictPathsOf, valueAt } from '#domain/document/document.ts';
import { WorkshopScreen } from '#renderer/field/features/workshop/workshop-screen.tsx';
import { after, deviceA, withSessions } from '#tests/support/builders/a-workshop.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const at = (part: string): string => `sessions/s1/${part}`;
const workshop = after(
  withSessions(['s1', 1, 'a0']),
  { by: deviceA, n: 91, path: at('starts'), value: '09:30' },
  { by: deviceA, n: 92, path: at('delivery'), value: 'changed' },
);

/** The details of session 1.1 beside the agenda. */
async function openDetails(): Promise<FakeFieldStore> {
  await page.viewport(1_280, 800);
  const fakeFieldStore = makeFakeFieldStore(workshop);
  const { doc } = workshop;
  const route = { screen: 'workshop', log: aLog(), doc } as const;
  await mountField(fakeFieldStore, <WorkshopScreen log={aLog()} doc={doc} />, route);
  await userEvent.click(page.getByRole('textbox', { name: 'Title of session 1.1' }));
  return fakeFieldStore;
}
const textField = (name: string) => page.getByRole('textbox', { name, exact: true });
const hour = page.getByRole('spinbutton', { name: /^hour, Start$/u });

/** Begin to type another start. */
async function typeStart(): Promise<void> {
  await userEvent.click(hour);
  await userEvent.keyboard('10');
}

test('languages are written by their names and saved by their codes', async () => {
  const fakeFieldStore = await openDetails();
  await textField('Languages').fill('English, French');
  await expect.poll(() => valueAt(fakeFieldStore.document(), at('languages'))).toEqual(['en', 'fr']);
});

test('a text that is no number of minutes is named and not saved', async () => {
  const fakeFieldStore = await openDetails();
  await textField('Minutes delivered').fill('one');
  await userEvent.keyboard('{Tab}');
  await expect.element(page.getByText('Write whole minutes', { exact: false })).toBeVisible();
  expect(valueAt(fakeFieldStore.document(), at('delivered-minutes'))).toBeUndefined();
});

test('a session that was marked as held can be one that is not held yet', async () => {
  const fakeFieldStore = await openDetails();
  await page.getByRole('button', { name: /Delivery/u }).click();
  await page.getByRole('option', { name: 'Not held yet' }).click();
  await expect.poll(() => valueAt(fakeFieldStore.document(), at('delivery'))).toBeNull();
});

test('[E2] personal data in a text is shown below it, but not the function of the lead', async () => {
  await openDetails();
  await textField('Led by').fill('Ask lead@example.org');
  await textField('Room').fill('Ask room@example.org');
  await expect.element(page.getByText('room@example.org', { exact: true })).toBeVisible();
  await expect.element(page.getByText('lead@example.org', { exact: true })).not.toBeInTheDocument();
});

test('[M3] a start that arrives while one is typed is a conflict with it', async () => {
  const fakeFieldStore = await openDetails();
  await typeStart();
  fakeFieldStore.receive(at('starts'), '11:00');
  await userEvent.click(textField('Room'));
  await expect.poll(() => conflictPathsOf(fakeFieldStore.document())).toEqual([at('starts')]);
});

test('[D4] a choice that the disk refuses is named', async () => {
  const fakeFieldStore = await openDetails();
  fakeFieldStore.setDiskProblem('QuotaExceededError');
  await page.getByRole('button', { name: /Kind/u }).click();
  await page.getByRole('option', { name: 'Lunch' }).click();
  await expect.element(page.getByText(/could not write to its disk/u)).toBeVisible();
});
