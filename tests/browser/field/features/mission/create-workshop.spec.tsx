import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { valueAt } from '#domain/document/document.ts';
import { workshopKind } from '#domain/workshop/workshop.ts';
import { CreateWorkshop } from '#renderer/field/features/mission/create-workshop.tsx';
import { aMission } from '#tests/support/builders/a-report.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

async function openForm(): Promise<FakeFieldStore> {
  const fakeFieldStore = makeFakeFieldStore(aMission({}));
  fakeFieldStore.setRoles(['lead']);
  await mountField(
    fakeFieldStore,
    <CreateWorkshop log={aLog()} mission={aDoc()} onClose={() => undefined} />,
  );
  return fakeFieldStore;
}
const create = page.getByRole('button', { name: 'Plan the workshop' });

test('a new workshop begins at its title and has the day that was typed', async () => {
  const fakeFieldStore = await openForm();
  await expect.element(page.getByRole('textbox', { name: 'Title' })).toHaveFocus();
  await userEvent.keyboard('Planning week');
  await page.getByRole('spinbutton', { name: /^day, First day/u }).click();
  await userEvent.keyboard('24112026');
  await create.click();
  const value = (path: string) => valueAt(fakeFieldStore.beside(workshopKind), path);
  await expect.poll(() => value('title')).toBe('Planning week');
  expect([value('from'), value('to')]).toEqual(['2026-11-24', undefined]);
});

test('a new workshop without a title is refused beside its field', async () => {
  const fakeFieldStore = await openForm();
  await create.click();
  await expect.element(page.getByRole('textbox', { name: 'Title' })).toBeInvalid();
  expect(fakeFieldStore.written).toEqual([]);
});
