import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { savedStatusFacts } from '#renderer/field/app/frame/sample-frame.tsx';
import { statusBannerKindsOf } from '#renderer/field/app/sync-status/status-banner-kinds.ts';
import { StatusBannerView } from '#renderer/field/app/sync-status/status-banner-view.tsx';
import type { StatusFacts } from '#renderer/field/app/sync-status/status-facts.ts';
import { BannerPager } from '#renderer/ui';
import { mount } from '#tests/support/screen/mount.tsx';

async function showBanners(statusFacts: Partial<StatusFacts>) {
  const onSync = vi.fn<() => void>();
  const doNothing = (): void => undefined;
  const facts = { ...savedStatusFacts, ...statusFacts };
  await mount(
    <BannerPager
      banners={statusBannerKindsOf(facts).map((kind) => (
        <StatusBannerView
          key={kind}
          kind={kind}
          facts={facts}
          onSync={onSync}
          onRestoredRead={doNothing}
          onRenewedRead={doNothing}
          onErasedRead={doNothing}
          onWhereItIs={doNothing}
        />
      ))}
    />,
  );
  return onSync;
}

test('[security 5] ten days before the lease ends, the days left and the way on are said', async () => {
  const onSync = await showBanners({ leaseDaysLeft: 10 });
  await expect.element(page.getByText('Connect to headquarters within 10 days')).toBeVisible();
  await expect.element(page.getByText(/You can go on working after that too/)).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'Sync again' }));
  expect(onSync).toHaveBeenCalledOnce();
});

test('[security 5] after the lease the banner tells to go on working', async () => {
  await showBanners({ leaseOver: true });
  await expect.element(page.getByText(/Go on working: everything is saved on this laptop/)).toBeVisible();
});

test('an unsaved change is said before the end of the lease', async () => {
  await showBanners({ leaseDaysLeft: 3, isInLastRoom: true });
  await expect.element(page.getByText(/Connect to headquarters within/)).not.toBeInTheDocument();
});
