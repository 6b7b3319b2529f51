import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { conflictPathsOf, valueAt } from '#domain/document/document.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { MissionScreen } from '#renderer/field/features/mission/mission-screen.tsx';
import { aMission } from '#tests/support/builders/a-report.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const at = (part: string): string => `meetings/m1/${part}`;
const dialog = page.getByRole('dialog');

async function openOverview(): Promise<FakeFieldStore> {
  const mission = aMission({ [at('institution')]: 'Ministry', [at('place')]: 'Port Mirel', [at('who')]: '' });
  const fakeFieldStore = makeFakeFieldStore(mission);
  fakeFieldStore.setRoles(['lead']);
  await mountField(
    fakeFieldStore,
    <MissionScreen log={aLog()} tab="overview" notes={null} />,
    undefined,
    undefined,
    [
      {
        log: aLog(),
        doc: mission.doc,
        kind: missionKind,
        title: 'Visit',
        status: 'under-way',
        changedAtMs: 1,
        conflicts: 0,
        waiting: 0,
        facts: {},
        assessments: 0,
        workshops: 0,
        returned: 0,
      },
    ],
  );
  return fakeFieldStore;
}

beforeEach(() => page.viewport(1_280, 800));

test('[M3] a colleague’s field that arrives under an open meeting is not written over', async () => {
  const fakeFieldStore = await openOverview();
  await page
    .getByRole('button', { name: /Ministry/u })
    .first()
    .click();
  fakeFieldStore.receive(at('place'), 'Second city');
  await dialog.getByRole('textbox', { name: /^Who/u }).fill('Head of unit');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => valueAt(fakeFieldStore.document(), at('who'))).toBe('Head of unit');
  expect(valueAt(fakeFieldStore.document(), at('place'))).toBe('Second city');
});

test('[M3] one field that both changed meanwhile is a conflict', async () => {
  const fakeFieldStore = await openOverview();
  await page
    .getByRole('button', { name: /Ministry/u })
    .first()
    .click();
  fakeFieldStore.receive(at('place'), 'Second city');
  await dialog.getByRole('textbox', { name: 'Place' }).fill('Third city');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => conflictPathsOf(fakeFieldStore.document())).toEqual([at('place')]);
});

test('[M3] State and days that arrive under their open form are not written over', async () => {
  const fakeFieldStore = await openOverview();
  await page.getByRole('button', { name: 'Change', exact: false }).first().click();
  fakeFieldStore.receive('country', 'KE');
  await dialog.getByRole('button', { name: 'Save', exact: false }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(valueAt(fakeFieldStore.document(), 'country')).toBe('KE');
});
