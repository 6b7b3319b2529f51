import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { EightyItems } from '#renderer/console/features/plan/plan.stories.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

/** Rows of the plan that stand whole between the frame's head and its status bar. */
function rowsInSight(): number {
  const floor = document.querySelector('.fb-frame-status')?.getBoundingClientRect().top ?? 0;
  return [...document.querySelectorAll('tbody tr')].filter(
    (row) => row.getBoundingClientRect().bottom <= floor,
  ).length;
}

async function openPlanAt(width: number, height: number): Promise<void> {
  await page.viewport(width, height);
  const element = await mount(<EightyItems />);
  element.style.blockSize = `${height}px`;
  await expect.element(page.getByRole('table')).toBeVisible();
}

test('a plan of eighty items shows at least ten rows at 1280 by 800', async () => {
  await openPlanAt(1280, 800);
  expect(rowsInSight()).toBeGreaterThanOrEqual(10);
});

test('a plan of eighty items shows at least ten rows at 1024 by 768', async () => {
  await openPlanAt(1024, 768);
  expect(rowsInSight()).toBeGreaterThanOrEqual(10);
});

test('possible overlaps are one line that opens their own view', async () => {
  await openPlanAt(1280, 800);
  const line = page.getByRole('link', { name: /^Show all .* overlaps$/u });
  await expect.element(line).toBeVisible();
  expect(page.getByText(/The work may be done twice/u).elements()).toEqual([]);
});
