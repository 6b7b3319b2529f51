import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import {
  type RevocationChoice,
  RevokeDeviceView,
} from '#renderer/console/features/devices/revoke-device-view.tsx';
import { sampleLead } from '#renderer/console/stories/sample-people.ts';
import { mount } from '#tests/support/screen/mount.tsx';

const button = (name: string) => page.getByRole('button', { name, exact: true });
const now = '2026-11-24T09:00';

async function openAt(way: 'Revoke' | 'Revoke and wipe') {
  const onRevoke = vi.fn<(revocationChoice: RevocationChoice) => void>();
  await mount(
    <RevokeDeviceView
      name="Field laptop 2"
      owner={sampleLead}
      isRevoked={false}
      now={now}
      onRevoke={onRevoke}
    />,
  );
  await button(way).click();
  return onRevoke;
}

test('[E 6] a laptop is taken out of use only with a reason', async () => {
  const onRevoke = await openAt('Revoke');
  await button('Revoke now').click();
  await expect.element(page.getByText('Choose a reason: a loss is recorded as an incident.')).toBeVisible();
  expect(onRevoke).not.toHaveBeenCalled();
  await page.getByText('Given back').click();
  expect(page.getByText('Noticed', { exact: true }).elements()).toEqual([]);
  await button('Revoke now').click();
  expect(onRevoke.mock.calls).toEqual([[{ wipe: false, reason: 'given-back', endSessions: false }]]);
});

test('[E 6] a loss records the moment at which it was noticed, by default now', async () => {
  const onRevoke = await openAt('Revoke and wipe');
  await page.getByText('Stolen').click();
  await expect.element(page.getByText('Noticed', { exact: true })).toBeVisible();
  await button('Wipe now').click();
  expect(onRevoke.mock.calls).toEqual([
    [{ wipe: true, reason: 'stolen', endSessions: true, noticedAtMs: new Date(now).getTime() }],
  ]);
});

test('[L8] revoking a lost laptop also ends console sessions unless that box is cleared', async () => {
  const onRevoke = await openAt('Revoke and wipe');
  await page.getByText('Lost', { exact: true }).click();
  const box = page.getByRole('checkbox', { name: 'Also sign the person out of the console everywhere' });
  await expect.element(box).toBeChecked();
  await page.getByText('Also sign the person out of the console everywhere').click();
  await button('Wipe now').click();
  expect(onRevoke.mock.calls[0]?.[0]).toMatchObject({ reason: 'lost', endSessions: false });
});
