import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { ForTheState } from '#renderer/console/features/reports/reports.stories.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

test('[E 5] a copy for the State preselects a shared institution and marks another as not shared', async () => {
  await page.viewport(1_280, 800);
  await mount(<ForTheState />);
  await expect.element(page.getByText('Public prosecution service').first()).toBeVisible();
  await expect
    .element(page.getByRole('button', { name: /Public prosecution service.*Institution/u }))
    .toBeVisible();
  await expect.element(page.getByText(/^Nothing here can go to the State yet/u)).not.toBeInTheDocument();
  await page.getByRole('button', { name: /Public prosecution service.*Institution/u }).click();
  const other = page.getByRole('option', { name: 'National police service: Baseline' });
  await expect.element(other.getByText('Not shared with the State yet')).toBeVisible();
  await other.click();
  await expect.element(page.getByText(/^Nothing here can go to the State yet/u)).toBeVisible();
});
