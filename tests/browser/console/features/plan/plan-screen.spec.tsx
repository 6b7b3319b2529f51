import { beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { PlanItemResponse } from '#api/plan-api.ts';
import { dotOf } from '#domain/document/op.ts';
import { DeviceId, DocumentId } from '#domain/ids.ts';
import type { PlanItem } from '#domain/plan/action-plan.ts';
import { blankPlanItem } from '#domain/plan/action-plan.ts';
import type { PlanItemChange } from '#domain/plan/change-plan.ts';
import { type ListedPlanItem, listPlanItem } from '#domain/plan/plan-table.ts';
import { otherSampleLog, sampleLead, sampleLog } from '#renderer/console/stories/sample-people.ts';
import { type FakeResponse, refuses, responses } from '#tests/support/screen/fake-headquarters.ts';
import { openConsole } from '#tests/support/screen/open-console.tsx';
import { me, paths } from '#tests/support/screen/sample-console-answers.ts';

const doc = DocumentId.parse('66666666-6666-7666-8666-666666666666');
const device = DeviceId.parse('a'.repeat(32));
const listed = (id: string, log: typeof sampleLog, part: Partial<PlanItem>): ListedPlanItem =>
  listPlanItem(log, doc, {
    ...blankPlanItem(id),
    title: `Item ${id}`,
    counterpart: 'National Police',
    fundingLine: 'Line 4',
    dimension: 'D4',
    to: '2026-12-18',
    ...part,
  });
const itemPath = `/api/v1/plan/${sampleLog}/${doc}/a`;
const seen = { progress: [dotOf(device, 1)], title: [dotOf(device, 2)] };
const responseOf = (
  part: Partial<PlanItem>,
  progress: string,
  others: Partial<PlanItemResponse> = {},
): PlanItemResponse => ({
  item: listed('a', sampleLog, { lead: 'INTERPOL', ...part }),
  right: 'all',
  texts: { statusReason: '', progress, dateReason: '', logframe: '' },
  milestones: [{ id: 'm1', text: 'Draft', day: null, isDone: false, order: 'a', isStored: true }],
  seen,
  disputed: {},
  basis: null,
  ...others,
});

/** Reply of headquarters to a change; the item is read as it is at that moment. */
let reply: FakeResponse;
let present: PlanItemResponse;

async function openPlan() {
  const items = [
    listed('a', sampleLog, { lead: 'INTERPOL' }),
    listed('b', otherSampleLog, { lead: 'UNODC' }),
  ];
  const missions = [sampleLog, otherSampleLog].map((log) => ({
    log,
    title: 'Mission',
    country: 'UY',
    right: 'all',
  }));
  return openConsole({
    [paths.me]: responses({ ...me, role: 'manager' }),
    [paths.missions]: responses({ missions: [] }),
    [paths.review]: responses({ assessments: [] }),
    '/api/v1/plan': responses({ missions, items, entity: null, people: { [device]: sampleLead } }),
    [itemPath]: (body) => (body === undefined ? responses(present) : reply),
  });
}

const changesIn = (headquarters: Awaited<ReturnType<typeof openPlan>>): readonly PlanItemChange[] =>
  headquarters.bodiesOf(itemPath).map((body) => (JSON.parse(body) as { change: PlanItemChange }).change);

const dialog = page.getByRole('dialog');
const progress = dialog.getByRole('textbox', { name: 'Progress' });
const title = dialog.getByRole('textbox', { name: 'Title' });
const save = dialog.getByRole('button', { name: 'Save' });
const openItem = (): Promise<void> => page.getByRole('row', { name: /^Item a/u }).click();

beforeEach(async () => {
  history.replaceState(null, '', '#/plan');
  reply = responses({ done: true });
  present = responseOf({}, 'Begun');
  await page.viewport(1_280, 800);
});

test('only the parts that a person changed are sent', async () => {
  const headquarters = await openPlan();
  await openItem();
  await progress.fill('Six of twelve');
  await dialog.getByText('Reached').click();
  await dialog.getByRole('button', { name: 'Add milestone' }).click();
  await dialog.getByRole('textbox', { name: 'Milestone 2' }).fill('In use');
  await dialog.getByRole('button', { name: 'Add milestone' }).click();
  await dialog.getByRole('button', { name: 'Remove milestone 3' }).click();
  await save.click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(changesIn(headquarters)).toEqual([
    {
      progress: 'Six of twelve',
      milestones: [
        { id: 'm1', isDone: true },
        { id: expect.any(String), text: 'In use' },
      ],
    },
  ]);
});

test('[M3] a part that others changed meanwhile is shown beside the own entry, and is not written over', async () => {
  const headquarters = await openPlan();
  await openItem();
  await title.fill('Mine');
  await title.fill('Item a');
  await progress.fill('Six of twelve');
  present = responseOf({ title: 'Their title' }, 'Their progress', {
    seen: { ...seen, progress: [dotOf(device, 3)] },
  });
  reply = refuses(409, 'record-moved');
  await save.click();
  await expect.element(dialog.getByText(/Their progress/u)).toBeVisible();
  await expect.element(progress).toHaveValue('Six of twelve');
  await expect.element(title).toHaveValue('Their title');
  reply = responses({ done: true });
  await dialog.getByRole('textbox', { name: 'Logframe indicator' }).fill('O2.1');
  await dialog.getByRole('button', { name: 'Keep this value' }).click();
  await expect.element(progress).toHaveValue('Their progress');
  await save.click();
  await expect.element(dialog).not.toBeInTheDocument();
  expect(changesIn(headquarters)).toEqual([{ progress: 'Six of twelve' }, { logframe: 'O2.1' }]);
});

test('texts stay in the form while headquarters does not take them', async () => {
  await openPlan();
  await openItem();
  await progress.fill('Six of twelve');
  reply = 'no network';
  await save.click();
  await expect.element(page.getByText(/^Headquarters did not answer/u)).toBeVisible();
  await expect.element(progress).toHaveValue('Six of twelve');
});

test('[E2] new words wait for the check of personal data, those of milestones too', async () => {
  const headquarters = await openPlan();
  await openItem();
  await dialog.getByRole('textbox', { name: 'Milestone 1' }).fill('Ask first@example.org');
  await save.click();
  await expect.element(dialog.getByText('first@example.org', { exact: true })).toBeVisible();
  expect(changesIn(headquarters)).toEqual([]);
  await dialog.getByRole('button', { name: 'Remove: first@example.org' }).click();
  await save.click();
  await expect.poll(() => changesIn(headquarters)).toEqual([{ milestones: [{ id: 'm1', text: 'Ask …' }] }]);
});

test('[A5] an item without a lead is not agreed, and the form says so', async () => {
  present = responseOf({ lead: '' }, '');
  const headquarters = await openPlan();
  await openItem();
  await dialog.getByRole('button', { name: /Status/u }).click();
  await page.getByRole('option', { name: 'Agreed', exact: true }).click();
  await save.click();
  await expect.element(dialog.getByRole('alert')).toBeVisible();
  expect(changesIn(headquarters)).toEqual([]);
});

test('another status begins without the reason of the former one', async () => {
  present = responseOf({ status: 'on-hold', statusReason: 'No staff' }, '', {
    texts: { statusReason: 'No staff', progress: '', dateReason: '', logframe: '' },
  });
  const headquarters = await openPlan();
  await openItem();
  const reason = dialog.getByRole('textbox', { name: 'Reason for the status' });
  await expect.element(reason).toHaveValue('No staff');
  await dialog.getByRole('button', { name: /Status/u }).click();
  await page.getByRole('option', { name: 'Dropped', exact: true }).click();
  await expect.element(reason).toHaveValue('');
  await reason.fill('No funds');
  await save.click();
  await expect
    .poll(() => changesIn(headquarters))
    .toEqual([{ status: 'dropped', 'status-reason': 'No funds' }]);
});

test('[M3] a judgement that a colleague wrote meanwhile is not written over', async () => {
  const headquarters = await openPlan();
  await page.getByRole('link', { name: 'Show the overlap' }).click();
  await page.getByRole('button', { name: /^Not an overlap/u }).click();
  await dialog.getByRole('textbox').fill('Two courts');
  present = responseOf({ apart: [{ item: 'b', reason: 'Theirs', device, atMs: 1 }] }, '');
  await save.click();
  await expect.element(page.getByText(/Someone else has changed it/u)).toBeVisible();
  await expect.element(dialog.getByRole('textbox')).toHaveValue('Two courts');
  expect(changesIn(headquarters)).toEqual([]);
});
