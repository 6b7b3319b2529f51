import { type ReactElement, useState } from 'react';
import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { PlanResponse } from '#api/plan-api.ts';
import { DeviceId, DocumentId } from '#domain/ids.ts';
import type { PlanItem } from '#domain/plan/action-plan.ts';
import { blankPlanItem } from '#domain/plan/action-plan.ts';
import { findOverlaps } from '#domain/plan/plan-overlaps.ts';
import { listPlanItem } from '#domain/plan/plan-table.ts';
import type { PlanViewProps } from '#renderer/console/features/plan/plan-looks-view.tsx';
import { PlanOverlapsView } from '#renderer/console/features/plan/plan-overlaps-view.tsx';
import { unfilteredPlan } from '#renderer/console/parts/list-query.ts';
import { otherSampleLog, sampleLead, sampleLog } from '#renderer/console/stories/sample-people.ts';
import { mount } from '#tests/support/screen/mount.tsx';

type PlanMission = PlanResponse['missions'][number];

const doc = DocumentId.parse('66666666-6666-7666-8666-666666666666');
const device = DeviceId.parse('a'.repeat(32));
const itemOf = (id: string, logId: typeof sampleLog, part: Partial<PlanItem>) =>
  listPlanItem(logId, doc, { ...blankPlanItem(id), title: id, dimension: 'D4', to: '2026-12-18', ...part });

const judgement = { item: 'b', reason: 'Two courts', device, atMs: Date.UTC(2026, 10, 12, 9) };

async function show(
  planRights: readonly PlanMission['right'][],
  apart: PlanItem['apart'] = [],
  isTaken = true,
) {
  const onJudge = vi.fn<PlanViewProps['onJudge']>(() => Promise.resolve(isTaken));
  const listedItems = [
    itemOf('a', sampleLog, { lead: 'INTERPOL', apart }),
    itemOf('b', otherSampleLog, { lead: 'UNODC' }),
  ];
  const missions = [sampleLog, otherSampleLog].map((log, at): PlanMission => {
    const right = planRights[at] ?? 'none';
    return { log, title: 'Mission', country: 'UY', right };
  });
  await mount(
    <PlanOverlapsView
      response={{ items: listedItems, missions, entity: null, people: { [device]: sampleLead } }}
      overlaps={findOverlaps(listedItems, () => 'UY')}
      list={{ ...unfilteredPlan, view: 'overlap' }}
      today="2026-11-24"
      hrefOf={() => '#'}
      onList={() => undefined}
      onOpen={() => undefined}
      onMove={() => undefined}
      onExport={() => undefined}
      onJudge={onJudge}
    />,
  );
  return { onJudge, items: listedItems };
}

const pairs = [
  itemOf('a', sampleLog, { lead: 'INTERPOL' }),
  itemOf('b', otherSampleLog, { lead: 'UNODC' }),
  itemOf('c', sampleLog, { lead: 'INTERPOL', dimension: 'D5' }),
  itemOf('d', otherSampleLog, { lead: 'UNODC', dimension: 'D5' }),
];

let leave = (): void => undefined;

/** Two overlaps; a judged one stays until `leave`, as until an response of headquarters. */
function OverlapsThatLeave(): ReactElement {
  const [listedItems, setItems] = useState(pairs);
  const missions = [sampleLog, otherSampleLog].map(
    (log): PlanMission => ({ log, title: 'Mission', country: 'UY', right: 'all' }),
  );
  return (
    <PlanOverlapsView
      response={{ items: listedItems, missions, entity: null, people: {} }}
      overlaps={findOverlaps(listedItems, () => 'UY')}
      list={{ ...unfilteredPlan, view: 'overlap' }}
      today="2026-11-24"
      hrefOf={() => '#'}
      onList={() => undefined}
      onOpen={() => undefined}
      onMove={() => undefined}
      onExport={() => undefined}
      onJudge={(listedItem) => {
        leave = () => setItems(pairs.filter((one) => one.dimension !== listedItem.dimension));
        return Promise.resolve(true);
      }}
    />
  );
}

test('a pair is judged no overlap with a reason, by keys alone, where the person may write', async () => {
  const { onJudge, items } = await show(['none', 'all']);
  (page.getByRole('button', { name: /^Not an overlap/u }).element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByText('Write why the two items are not the same work.')).toBeVisible();
  expect(onJudge).not.toHaveBeenCalled();
  await page.getByRole('textbox').fill(' Two courts ');
  await page.getByRole('button', { name: 'Save' }).click();
  expect(onJudge.mock.calls).toEqual([[items[1], items[0], 'Two courts']]);
});

test('a reason that headquarters did not take stays in its form', async () => {
  const { onJudge } = await show(['all', 'all'], [], false);
  await page.getByRole('button', { name: /^Not an overlap/u }).click();
  await page.getByRole('textbox').fill('Two courts');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => onJudge.mock.calls.length).toBe(1);
  await expect.element(page.getByRole('textbox')).toHaveValue('Two courts');
});

test('a judged pair shows its reason and person, and is taken back beside it', async () => {
  const { onJudge, items } = await show(['all', 'all'], [judgement]);
  await expect.element(page.getByText('Two courts')).toBeVisible();
  await expect.element(page.getByText(/Lead assessor, .*12 November 2026/u)).toBeVisible();
  await page.getByRole('button', { name: /^Take back/u }).click();
  expect(onJudge.mock.calls).toEqual([[items[0], items[1], null]]);
});

test('after a judgement the focus goes on at the next overlap', async () => {
  const reason = page.getByRole('textbox');
  await mount(<OverlapsThatLeave />);
  (page.getByRole('button', { name: /^Not an overlap.*“a”/u }).element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
  await expect.element(reason).toHaveFocus();
  await userEvent.keyboard('Two courts');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.element(page.getByRole('button', { name: /^Not an overlap.*“a”/u })).toHaveFocus();
  leave();
  await expect.element(page.getByRole('button', { name: /^Not an overlap.*“c”/u })).toHaveFocus();
  expect(page.getByText(/“a”/u).elements()).toEqual([]);
});

test('a person who may write in neither plan judges nothing', async () => {
  await show(['progress', 'none'], [judgement]);
  await expect.element(page.getByText('Two courts')).toBeVisible();
  await expect.element(page.getByRole('button')).not.toBeInTheDocument();
});
