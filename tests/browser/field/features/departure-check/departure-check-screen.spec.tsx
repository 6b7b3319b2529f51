import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { emptyDocument } from '#domain/document/document.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { DepartureCheckScreen } from '#renderer/field/features/departure-check/departure-check-screen.tsx';
import type { MissionSummary } from '#renderer/store/api/store-api.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const aMission = (at: number, title: string, facts: MissionSummary['facts']): MissionSummary => ({
  log: aLog(at),
  doc: aDoc(at),
  kind: missionKind,
  title,
  status: 'under-way',
  changedAtMs: 1,
  conflicts: 0,
  waiting: 0,
  facts,
  assessments: 0,
  workshops: 0,
  returned: 0,
});

test('[E 6] the check lists open tasks with actions, claims nothing unknown, and puts ended missions first', async () => {
  const fakeFieldStore = makeFakeFieldStore(emptyDocument(aDoc(), missionKind));
  fakeFieldStore.setStatus({ waiting: { changes: 3, records: 3, bytes: 300 } });
  const missionSummaries = [
    aMission(1, 'Arlandia', { from: '2020-01-01' }),
    aMission(2, 'Belmara', { from: '2020-01-01', to: '2020-01-09' }),
  ];
  await mountField(
    fakeFieldStore,
    <DepartureCheckScreen />,
    { screen: 'travel' },
    await makeFakeHost(),
    missionSummaries,
  );
  await expect.element(page.getByText(/have not reached headquarters/)).toBeVisible();
  await expect.element(page.getByText(/^Not known\. Ask the person who manages this laptop/)).toBeVisible();
  await page.getByRole('button', { name: 'Sync now' }).first().click();
  expect(fakeFieldStore.acts).toEqual(['syncNow']);

  const listed = page.getByRole('list').last().getByRole('listitem').elements();
  expect(listed.map((item) => item.querySelector('a')?.textContent)).toEqual(['Belmara', 'Arlandia']);
  await page.getByRole('button', { name: 'Remove from this laptop: Belmara' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect.poll(() => fakeFieldStore.acts.at(-1)).toBe('removeMission, keep what is only here');
});
