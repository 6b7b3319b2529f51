import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { valueAt } from '#domain/document/document.ts';
import { createLesson } from '#domain/workshop/lesson.ts';
import { WorkshopScreen } from '#renderer/field/features/workshop/workshop-screen.tsx';
import { written } from '#tests/support/builders/a-register.ts';
import { anEmptyWorkshop } from '#tests/support/builders/a-workshop.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const at = (part: string): string => `lessons/l1/${part}`;

/** Open the whole form of the only lesson. */
async function openLesson(): Promise<FakeFieldStore> {
  const workshop = written(anEmptyWorkshop, createLesson([], 'l1', 'Hand out the levels first.'));
  const fakeFieldStore = makeFakeFieldStore(workshop);
  fakeFieldStore.setRoles(['lead', 'reviewer']);
  await page.viewport(1_280, 800);
  await mountField(fakeFieldStore, <WorkshopScreen log={aLog()} doc={workshop.doc} section="lessons" />, {
    screen: 'workshop',
    log: aLog(),
    doc: workshop.doc,
    section: 'lessons',
  });
  await page.getByRole('button', { name: 'Whole lesson' }).click();
  return fakeFieldStore;
}

test('[C6] a text of a lesson is saved by itself during typing', async () => {
  const fakeFieldStore = await openLesson();
  await page.getByRole('textbox', { name: 'Context' }).fill('Four institutions in one room.');
  await expect
    .poll(() => valueAt(fakeFieldStore.document(), at('context')))
    .toBe('Four institutions in one room.');
});

test('[C6] a lesson is not validated while one of its parts is missing', async () => {
  const fakeFieldStore = await openLesson();
  await page.getByRole('button', { name: /Status/u }).click();
  await page.getByRole('option', { name: 'Validated' }).click();
  await expect.element(page.getByRole('alert')).toBeVisible();
  expect(valueAt(fakeFieldStore.document(), at('status'))).not.toBe('validated');
});
