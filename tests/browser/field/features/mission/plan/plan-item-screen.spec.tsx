import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { JsonValue } from '#base/json.ts';
import { conflictPathsOf } from '#domain/document/document.ts';
import { missionKind } from '#domain/mission/mission.ts';
import { readPlanItems } from '#domain/plan/action-plan.ts';
import { MissionScreen } from '#renderer/field/features/mission/mission-screen.tsx';
import { PlanItemScreen } from '#renderer/field/features/mission/plan/plan-item-screen.tsx';
import type { MissionSummary } from '#renderer/store/api/store-api.ts';
import { aPlan } from '#tests/support/builders/a-plan.ts';
import { aDoc, aLog } from '#tests/support/builders/sample-ids.ts';
import { type FakeFieldStore, makeFakeFieldStore } from '#tests/support/screen/fake-field-store.ts';
import { mountField } from '#tests/support/screen/mount-field.tsx';

const item = (id: string, parts: Readonly<Record<string, JsonValue>>): Readonly<Record<string, JsonValue>> =>
  Object.fromEntries(Object.entries(parts).map(([part, value]) => [`items/${id}/${part}`, value]));

const form = item('i1', {
  title: 'A written form',
  dimension: 'D5',
  lead: 'Programme office',
  counterpart: 'National Police',
  'funding-line': 'Line 4',
  from: '2027-01-11',
  to: '2027-06-30',
  status: 'proposed',
  order: 'a0',
});

const mission: MissionSummary = {
  log: aLog(),
  doc: aDoc(9),
  kind: missionKind,
  title: 'Mission',
  status: 'under-way',
  changedAtMs: 1,
  conflicts: 0,
  waiting: 0,
  facts: {},
  assessments: 0,
  workshops: 0,
  returned: 0,
};

const openPlan = (fakeFieldStore: FakeFieldStore) =>
  mountField(fakeFieldStore, <MissionScreen log={aLog()} tab="plan" notes={null} />, undefined, undefined, [
    mission,
  ]);

/** The plan of a mission with these values, as its lead sees it. */
function storeWith(values: Readonly<Record<string, JsonValue>>): FakeFieldStore {
  const fakeFieldStore = makeFakeFieldStore(aPlan({ title: 'Mission', ...values }));
  fakeFieldStore.setRoles(['lead']);
  return fakeFieldStore;
}

async function openItem(values: Readonly<Record<string, JsonValue>>): Promise<FakeFieldStore> {
  await page.viewport(1280, 800);
  const fakeFieldStore = storeWith(values);
  await mountField(fakeFieldStore, <PlanItemScreen log={aLog()} item="i1" />);
  await expect.element(page.getByRole('heading', { name: 'Division of labour' })).toBeVisible();
  return fakeFieldStore;
}

async function moveTo(state: string): Promise<void> {
  await userEvent.click(page.getByRole('button', { name: /Status/ }));
  await userEvent.click(page.getByRole('option', { name: state, exact: true }));
}

const statusIn = (fakeFieldStore: FakeFieldStore) => readPlanItems(fakeFieldStore.document())[0]?.status;

test('[A5] agreement is blocked while lead or funding line is empty; a message names them', async () => {
  const fakeFieldStore = await openItem({ ...form, ...item('i1', { lead: null, 'funding-line': null }) });
  await moveTo('Agreed');
  await expect
    .element(page.getByText('Cannot be agreed yet. Add the lead and the funding line.').last())
    .toBeVisible();
  expect(statusIn(fakeFieldStore)).toBe('proposed');

  await userEvent.fill(page.getByRole('combobox', { name: 'Lead' }), 'Programme office');
  await userEvent.tab();
  await userEvent.fill(page.getByRole('combobox', { name: 'Funding line' }), 'Line 4');
  await userEvent.tab();
  await expect.poll(() => page.getByText(/^Cannot be agreed yet/).query()).toBeNull();
  await moveTo('Agreed');
  await expect.poll(() => statusIn(fakeFieldStore)).toBe('agreed');
});

test('[A5] two leads that were written without seeing each other block it too', async () => {
  const fakeFieldStore = await openItem(form);
  fakeFieldStore.receive('items/i1/lead', 'Partner organization', []);
  await expect.element(page.getByText(/two people entered different values for the lead/)).toBeVisible();
  await moveTo('Agreed');
  expect(statusIn(fakeFieldStore)).toBe('proposed');
});

test('[A2] an item is dropped only with a reason', async () => {
  const fakeFieldStore = await openItem(form);
  await moveTo('Dropped');
  await userEvent.click(page.getByRole('button', { name: 'Drop', exact: true }));
  await expect.element(page.getByText('Write why it is dropped.')).toBeVisible();
  await userEvent.fill(page.getByRole('textbox', { name: /Reason for dropping it/ }), 'No funds');
  await userEvent.click(page.getByRole('button', { name: 'Drop', exact: true }));
  await expect.element(page.getByText('Reason: No funds')).toBeVisible();
  expect(readPlanItems(fakeFieldStore.document())[0]).toMatchObject({
    status: 'dropped',
    statusReason: 'No funds',
  });
});

const reason = page.getByRole('textbox', { name: /^Reason for/ });
const drop = page.getByRole('button', { name: 'Drop', exact: true });

test('a reason stays in its form while its save is refused', async () => {
  const fakeFieldStore = await openItem(form);
  await moveTo('Dropped');
  await userEvent.fill(reason, 'No funds');
  fakeFieldStore.setDiskProblem('disk full');
  await drop.click();
  await expect.element(page.getByText('Not saved', { exact: false }).first()).toBeVisible();
  await expect.element(reason).toHaveValue('No funds');
  fakeFieldStore.setDiskProblem(null);
  await drop.click();
  await expect.poll(() => statusIn(fakeFieldStore)).toBe('dropped');
  await expect.element(reason).not.toBeInTheDocument();
});

test('[M3] a status that arrives under the open form of another one makes a conflict', async () => {
  const fakeFieldStore = await openItem(form);
  await moveTo('Dropped');
  fakeFieldStore.receive('items/i1/status', 'agreed');
  await userEvent.fill(reason, 'No funds');
  await drop.click();
  await expect.poll(() => conflictPathsOf(fakeFieldStore.document())).toEqual(['items/i1/status']);
});

test('[M3] a reason that arrives under the open form is not written over', async () => {
  const fakeFieldStore = await openItem({ ...form, ...item('i1', { 'status-reason': 'No staff' }) });
  await moveTo('On hold');
  fakeFieldStore.receive('items/i1/status-reason', 'No funds');
  await page.getByRole('button', { name: 'Put on hold' }).click();
  await expect.poll(() => statusIn(fakeFieldStore)).toBe('on-hold');
  expect(readPlanItems(fakeFieldStore.document())[0]?.statusReason).toBe('No funds');
});

test('a title is saved in place, and personal data in it stands below its field', async () => {
  const fakeFieldStore = await openItem(form);
  await userEvent.fill(page.getByRole('textbox', { name: 'Title' }), 'Ask first@example.org');
  await expect.poll(() => readPlanItems(fakeFieldStore.document())[0]?.title).toBe('Ask first@example.org');
  await expect.element(page.getByRole('button', { name: 'Remove: first@example.org' })).toBeVisible();
});

const milestonesIn = (fakeFieldStore: FakeFieldStore) =>
  readPlanItems(fakeFieldStore.document())[0]?.milestones.map(({ text, day, isDone }) =>
    [isDone ? '[x]' : '', day, text].filter(Boolean).join(' '),
  );

test('milestones of earlier versions have fields for their day and words, and are ticked off', async () => {
  const fakeFieldStore = await openItem({
    ...form,
    ...item('i1', { milestones: '2027-03-31 Draft\nForm in use' }),
  });
  await expect.element(page.getByRole('textbox', { name: 'Milestone 1' })).toHaveValue('Draft');
  await userEvent.fill(page.getByRole('textbox', { name: 'Milestone 2' }), 'Form in daily use ');
  await userEvent.click(page.getByText('Reached').first());
  await expect
    .poll(() => milestonesIn(fakeFieldStore))
    .toEqual(['[x] 2027-03-31 Draft', 'Form in daily use ']);
});

test('a milestone gets its day part by part, and is removed as one', async () => {
  const fakeFieldStore = await openItem(form);
  await userEvent.click(page.getByRole('button', { name: 'Add milestone' }));
  await userEvent.fill(page.getByRole('textbox', { name: 'Milestone 1' }), 'Draft approved');
  await userEvent.click(page.getByRole('spinbutton', { name: /^day, Date of milestone 1/ }));
  await userEvent.keyboard('31032027');
  await expect.poll(() => milestonesIn(fakeFieldStore)).toEqual(['2027-03-31 Draft approved']);
  await userEvent.click(page.getByRole('button', { name: 'Remove milestone 1' }));
  await expect.poll(() => milestonesIn(fakeFieldStore)).toEqual([]);
});

test('[A5] the lead is chosen from the partners in use and the default ones, or is another name', async () => {
  const fakeFieldStore = await openItem({
    ...form,
    ...item('i1', { lead: null }),
    ...item('i2', { title: 'Review', lead: 'Partner organization', order: 'a1' }),
  });
  const lead = page.getByRole('combobox', { name: 'Lead' });
  await expect.element(lead).toHaveFocus();
  await userEvent.fill(lead, 'inter');
  await userEvent.click(page.getByRole('option', { name: 'INTERPOL', exact: true }));
  await expect.poll(() => readPlanItems(fakeFieldStore.document())[0]?.lead).toBe('INTERPOL');
  await userEvent.fill(lead, 'Regional centre');
  await userEvent.click(page.getByRole('option', { name: 'Other: Regional centre' }));
  await expect.poll(() => readPlanItems(fakeFieldStore.document())[0]?.lead).toBe('Regional centre');
});

test('[A5] items sharing dimension and quarter under different leads show a warning, also in the table', async () => {
  await page.viewport(1280, 800);
  const fakeFieldStore = storeWith({
    ...form,
    ...item('i2', {
      title: 'Review of tools',
      dimension: 'D5',
      lead: 'Partner organization',
      from: '2027-04-01',
      order: 'a1',
    }),
  });
  await openPlan(fakeFieldStore);
  await expect
    .element(
      page.getByText(
        '“A written form” (Programme office) and “Review of tools” (Partner organization) both work on D5 in quarter 2 of 2027.',
      ),
    )
    .toBeVisible();
  const row = page.getByRole('row', { name: /Review of tools/ });
  await expect.element(row).toMatchTextContent(/Possible duplication/);
  await expect
    .element(row)
    .toMatchTextContent(/Cannot be agreed yet\. Add the national counterpart and the funding line\./);
});

test('an empty plan states the first step', async () => {
  await page.viewport(1280, 800);
  const fakeFieldStore = storeWith({});
  await openPlan(fakeFieldStore);
  await expect.element(page.getByText('No action plan yet')).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Add an item' })).toBeVisible();
});

test('a new item is stored with its title, and not before', async () => {
  const fakeFieldStore = storeWith({});
  await mountField(fakeFieldStore, <PlanItemScreen log={aLog()} item="new" />);
  await expect.element(page.getByRole('button', { name: 'Create item' })).toBeDisabled();
  await userEvent.fill(page.getByRole('textbox', { name: 'Title' }), 'A written form');
  expect(readPlanItems(fakeFieldStore.document())).toEqual([]);
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => readPlanItems(fakeFieldStore.document()).map(({ title, status }) => [title, status]))
    .toEqual([['A written form', 'proposed']]);
});
