import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { emptyDocument } from '#domain/document/document.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { RemoveMission } from '#renderer/field/app/documents/remove-mission.tsx';
import { RemovedMissions } from '#renderer/field/features/missions/my-missions-screen.tsx';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const aStore = () => makeFakeFieldStore(emptyDocument(aDoc(), missionKind));

test('[E 6] a mission is removed by keyboard after one dialog; laptop-only content needs its own checkbox', async () => {
  const fakeFieldStore = aStore();
  fakeFieldStore.setOnlyHere({ notes: 2, records: 0, drafts: 0, setAside: 0 });
  await mountField(fakeFieldStore, <RemoveMission log={aLog()} title="Arlandia" />);
  await page.getByRole('button', { name: 'Remove from this laptop: Arlandia' }).click();
  await userEvent.keyboard('{Tab}');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.element(page.getByText(/^Some of it is only on this laptop/)).toBeVisible();
  await expect.element(page.getByText(/interview notes are only on this laptop/)).toBeVisible();
  await page
    .getByRole('checkbox', { name: 'Permanently erase everything that is only on this laptop' })
    .click({ force: true });
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.poll(() => page.getByRole('alertdialog').elements()).toEqual([]);
  expect(fakeFieldStore.acts).toEqual([
    'removeMission, keep what is only here',
    'removeMission, erase what is only here',
  ]);
});

test('[E 6] a removed mission stays listed by name with a way to restore it', async () => {
  const fakeFieldStore = aStore();
  fakeFieldStore.setOnlyHere({ notes: 0, records: 0, drafts: 0, setAside: 0 });
  await fakeFieldStore.removeMission(aLog(), 'keep');
  await mountField(fakeFieldStore, <RemovedMissions />);
  await page.getByRole('button', { name: 'Restore: The mission' }).click();
  await expect.poll(() => page.getByRole('button').elements()).toEqual([]);
  expect(fakeFieldStore.acts.at(-1)).toBe('restore');
});
