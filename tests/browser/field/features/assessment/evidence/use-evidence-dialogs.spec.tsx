import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { conflictPathsOf, valueAt } from '#domain/document/document.ts';
import type { FakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { openAssessment } from '#tests/support/screen/open-assessment.tsx';

const at = (part: string): string => `answers/D5.3/evidence/018f0000-0000-7000-9000-000000000001/${part}`;
const dialog = page.getByRole('dialog');
const title = dialog.getByRole('textbox', { name: 'Title or source' });

/** Open the form of the only piece of evidence. */
async function openEvidence(): Promise<FakeFieldStore> {
  const fakeFieldStore = await openAssessment(
    { role: 'lead', tab: 'evidence' },
    {
      'answers/D5.3/state': 'rated',
      'answers/D5.3/level': 2,
      [at('title')]: 'Register of firearms',
      [at('kind')]: 'document',
      [at('strength')]: 'E3',
      [at('holder')]: 'National Police',
    },
  );
  await page.getByRole('button', { name: /^More/u }).first().click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  return fakeFieldStore;
}

test('[M3] a field of evidence that arrives under its open form is not written over', async () => {
  const fakeFieldStore = await openEvidence();
  fakeFieldStore.receive(at('holder'), 'Ministry of the Interior');
  await title.fill('Register of firearms, 2026');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => valueAt(fakeFieldStore.document(), at('title'))).toBe('Register of firearms, 2026');
  expect(valueAt(fakeFieldStore.document(), at('holder'))).toBe('Ministry of the Interior');
});

test('[M3] one field of evidence that both changed is a conflict', async () => {
  const fakeFieldStore = await openEvidence();
  fakeFieldStore.receive(at('title'), 'Register of licences');
  await title.fill('Register of firearms, 2026');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => conflictPathsOf(fakeFieldStore.document())).toEqual([at('title')]);
});
