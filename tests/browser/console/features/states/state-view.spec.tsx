import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { NoPartner } from '#renderer/console/features/states/states.stories.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

test('a State that is no partner says so in one line', async () => {
  await page.viewport(1280, 800);
  await mount(<NoPartner />);
  const line = page.getByText(/^Not a partner State/u);
  await expect.element(line).toBeVisible();
  expect(line.element().getBoundingClientRect().height).toBeLessThan(30);
});
