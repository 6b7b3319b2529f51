import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { SyncSummary } from '#renderer/field/features/delivery-status/delivery-rows.ts';
import { SyncSummaryView } from '#renderer/field/features/delivery-status/sync-summary-view.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

const summary: SyncSummary = {
  records: 1,
  changes: 1,
  serverHasUpToMs: 1_000,
  network: { kind: 'ready' },
  toCheck: { count: 1, href: '#/missions' },
  outOfOrder: 0,
  estimate: null,
};
const show = (part: Partial<SyncSummary>) =>
  mount(<SyncSummaryView summary={{ ...summary, ...part }} onPause={() => undefined} onSimulate={null} />);

test('a text that waits for a check is no change that waits for the network', async () => {
  await show({});
  await expect
    .element(page.getByText(/^One text waits for your check, and is sent after it\./))
    .toBeVisible();
  await expect.element(page.getByText(/changes that are only on this laptop/)).not.toBeInTheDocument();
  await expect
    .element(page.getByRole('link', { name: 'Check one text before sending' }))
    .toHaveAttribute('href', '#/missions');
});

test('without such a text the changes wait for the network', async () => {
  await show({ toCheck: null });
  await expect
    .element(page.getByText(/^One record has changes that are only on this laptop\./))
    .toBeVisible();
  await expect.element(page.getByText('Waiting for your check')).not.toBeInTheDocument();
});
