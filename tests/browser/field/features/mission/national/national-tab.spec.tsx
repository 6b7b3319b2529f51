import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { conflictPathsOf, type Document, valueAt } from '#domain/document/document.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { MissionScreen } from '#renderer/field/features/mission/mission-screen.tsx';
import type { MissionSummary } from '#renderer/store/api/store-api.ts';
import { aMission, anAssessmentOf, police, prosecution } from '#tests/support/builders/a-report.ts';
import { aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const ratings = [
  anAssessmentOf(police, 'POL', [['D2.5', 2]]),
  anAssessmentOf(prosecution, 'MIN', [
    ['D2.5', 4],
    ['D2.6', 3],
  ]),
];

const summaryOf = ({ doc }: Document): MissionSummary => ({
  log: aLog(),
  doc,
  kind: missionKind,
  title: 'Visit',
  status: 'under-way',
  changedAtMs: 1,
  conflicts: 0,
  waiting: 0,
  facts: {},
  assessments: 2,
  workshops: 0,
  returned: 0,
});

/** The national level, in a mission with these two institutions. */
async function openNational(mission = aMission({})): Promise<FakeFieldStore> {
  const fakeFieldStore = makeFakeFieldStore(mission, ...ratings);
  fakeFieldStore.setRoles(['lead']);
  await page.viewport(1280, 800);
  await mountField(
    fakeFieldStore,
    <MissionScreen log={aLog()} tab="national" notes={null} />,
    undefined,
    undefined,
    [summaryOf(mission)],
  );
  await expect.element(page.getByRole('row', { name: /D2\.5/u })).toBeVisible();
  return fakeFieldStore;
}

const row = (id: string) => page.getByRole('row', { name: new RegExp(`^${id.replace('.', '\\.')} `, 'u') });

test('[B6.8] a national indicator shows each institution’s rating and proposes the lower median', async () => {
  await openNational();
  const shown = row('D2.5');
  await expect.element(shown.getByText('Proposed: lower median')).toBeVisible();
  await expect.element(shown.getByText('Institution 11')).toBeVisible();
  await expect.element(shown.getByText('Institution 12')).toBeVisible();
  const levels = [...shown.element().querySelectorAll('[role=img]')].map((chip) =>
    chip.getAttribute('aria-label'),
  );
  expect(levels).toEqual(['Level 2', 'Level 4', 'Level 2']);
});

test('[B6.8] the lead decides on one level with a reason; without a reason nothing is kept', async () => {
  const fakeFieldStore = await openNational();
  await page.getByRole('button', { name: 'Decide on D2.5' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /Level 3/u }).click({ force: true });
  await dialog.getByRole('button', { name: 'Save the decision' }).click();
  await expect.element(dialog.getByText('Write the rationale.')).toBeVisible();
  expect(fakeFieldStore.written).toEqual([]);

  await userEvent.fill(dialog.getByRole('textbox', { name: /Rationale/u }), 'The rules bind both.');
  await dialog.getByRole('button', { name: 'Save the decision' }).click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(valueAt(fakeFieldStore.document(), 'national/D2.5')).toEqual({
    level: 3,
    reason: 'The rules bind both.',
    proposed: 2,
  });
  await expect.element(row('D2.5').getByText('The rules bind both.')).toBeVisible();
});

test('[M3] a colleague’s decision that arrives under an open one is a conflict', async () => {
  const path = 'national/D2.5';
  const decided = { level: 3, reason: 'The rules bind both.', proposed: 2 };
  const fakeFieldStore = await openNational(aMission({ [path]: decided }));
  await page.getByRole('button', { name: 'Decide on D2.5' }).click();
  fakeFieldStore.receive(path, { ...decided, level: 4 });
  await page.getByRole('textbox', { name: /Rationale/u }).fill('The rules bind one.');
  await page.getByRole('button', { name: 'Save the decision' }).click();
  await expect.poll(() => conflictPathsOf(fakeFieldStore.document())).toEqual([path]);
});

test('a decision made before the ratings changed is marked and can return to the proposal', async () => {
  const fakeFieldStore = await openNational(
    aMission({ 'national/D2.5': { level: 3, reason: 'The rules bind both.', proposed: 3 } }),
  );
  await expect
    .element(row('D2.5').getByText('The proposal was 3 when this was decided; now it is 2'))
    .toBeVisible();
  await page.getByRole('button', { name: 'Decide on D2.5' }).click();
  await page.getByRole('button', { name: 'Use the proposal' }).click();
  await expect.element(row('D2.5').getByText('Proposed: lower median')).toBeVisible();
  expect(valueAt(fakeFieldStore.document(), 'national/D2.5')).toBe(null);
});

test('[B6.8] all proposals are accepted in one act, which leaves decisions alone and can be undone', async () => {
  const decided = { level: 4, reason: 'The rules bind both.', proposed: 2 };
  const mission = aMission({ 'national/D2.5': decided });
  const fakeFieldStore = makeFakeFieldStore(mission, ...ratings);
  fakeFieldStore.setRoles(['lead']);
  await page.viewport(1280, 800);
  const route = { screen: 'mission', log: aLog(), tab: 'national' } as const;
  const screen = <MissionScreen log={aLog()} tab="national" notes={null} />;
  await mountField(fakeFieldStore, screen, route, undefined, [summaryOf(mission)]);
  await page.getByRole('button', { name: 'Accept 1 proposal' }).click();
  await expect
    .poll(() => valueAt(fakeFieldStore.document(), 'national/D2.6'))
    .toMatchObject({ level: 3, proposed: 3, reason: expect.stringMatching(/^Accepted as proposed/u) });
  expect(valueAt(fakeFieldStore.document(), 'national/D2.5')).toEqual(decided);
  expect(page.getByRole('button', { name: /^Accept/u }).query()).toBeNull();
  await expect.element(page.getByRole('log').getByText('One proposal accepted.')).toBeVisible();
  await page.getByRole('log').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => valueAt(fakeFieldStore.document(), 'national/D2.6')).toBeNull();
});
