import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { type Revocation, RevokeView } from '#renderer/console/features/devices/revoke-view.tsx';
import { mount } from '#tests/browser/ui/mount.tsx';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const now = '2026-11-24T09:00';

async function openAt(way: 'Revoke' | 'Revoke and wipe') {
  const onRevoke = vi.fn<(revocation: Revocation) => void>();
  await mount(<RevokeView name="Field laptop 2" isRevoked={false} now={now} onRevoke={onRevoke} />);
  await button(way).click();
  return onRevoke;
}

test('[E 6] a laptop is taken out of use only with a reason', async () => {
  const onRevoke = await openAt('Revoke');
  await button('Revoke now').click();
  await expect.element(page.getByText('Say why: a loss is written down as an incident.')).toBeVisible();
  expect(onRevoke).not.toHaveBeenCalled();
  await page.getByText('Given back').click();
  expect(page.getByText('Noticed', { exact: true }).elements()).toEqual([]);
  await button('Revoke now').click();
  expect(onRevoke.mock.calls).toEqual([[{ wipe: false, reason: 'given-back' }]]);
});

test('[E 6] of a loss it is also said when it was noticed: now, unless another moment is given', async () => {
  const onRevoke = await openAt('Revoke and wipe');
  await page.getByText('Stolen').click();
  await expect.element(page.getByText('Noticed', { exact: true })).toBeVisible();
  await button('Wipe now').click();
  expect(onRevoke.mock.calls).toEqual([
    [{ wipe: true, reason: 'stolen', noticedAtMs: new Date(now).getTime() }],
  ]);
});
