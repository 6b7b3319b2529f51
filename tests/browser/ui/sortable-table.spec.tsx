import type { ReactElement } from 'react';
import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { ForAdministrators } from '#renderer/console/features/devices/devices.stories.tsx';
import { Some as Missions } from '#renderer/console/features/missions/mission-list.stories.tsx';
import { Some as People } from '#renderer/console/features/people/people.stories.tsx';
import { Days, WaitsForReviewer } from '#renderer/console/features/review/review-queue.stories.tsx';
import { SortableTable } from '#renderer/ui';
import { mount } from '#tests/support/screen/mount.tsx';

const lists: readonly (readonly [string, () => ReactElement])[] = [
  ['devices', ForAdministrators],
  ['missions', Missions],
  ['people', People],
  ['reviews', WaitsForReviewer],
  ['dates of reviews', Days],
];
const windows = [
  [1_024, 768, 'en'],
  [1_024, 768, 'ar'],
  [768, 1_024, 'en'],
] as const;

/** Cells and buttons of tables that are not wholly inside the window's width. */
function cutOff(): readonly string[] {
  return [...document.querySelectorAll<HTMLElement>('.fb-table :is(tbody th, td, button)')]
    .filter((one) => one.getClientRects().length > 0)
    .filter((one) => {
      const { left, right } = one.getBoundingClientRect();
      const box = one.closest('.fb-table-scroll')?.getBoundingClientRect();
      return left < (box?.left ?? 0) - 1 || right > Math.min(box?.right ?? 0, innerWidth) + 1;
    })
    .map((one) => one.textContent);
}

describe.each(lists)('the list of %s', (_name, View) => {
  test.each(windows)('has every value and action in sight at %i x %i, in %s', async (...look) => {
    const [width, height, language] = look;
    await page.viewport(width, height);
    await mount(<View />, { language });
    expect(document.querySelectorAll('.fb-table tbody tr').length).toBeGreaterThan(1);
    expect(cutOff()).toEqual([]);
    expect(document.documentElement.scrollWidth).toBe(width);
  });
});

test('a table becomes cards with labelled values only where its columns do not fit', async () => {
  const table = page.getByRole('table', { name: 'Devices' });
  const button = page.getByRole('button', { name: /^Revoke: Field laptop 2/u });
  await page.viewport(1_600, 900);
  await mount(<ForAdministrators />);
  await expect.element(table.getByRole('columnheader', { name: 'Actions' })).toBeVisible();
  const wide = button.element().getBoundingClientRect();

  await page.viewport(768, 1_024);
  await expect.element(button).toBeInViewport();
  await expect
    .poll(() => {
      const cell = document.querySelector('td[data-title="Last contact"]');
      return cell && getComputedStyle(cell, '::before').content;
    })
    .toContain('Last contact');
  await expect.element(page.getByRole('cell', { name: 'Last contact' })).not.toBeInTheDocument();

  await page.viewport(1_600, 900);
  await expect.poll(() => button.element().getBoundingClientRect().left).toBe(wide.left);
});

test('a card shows no heading that its column hides, and wraps a long word', async () => {
  const row = { name: 'x'.repeat(400) };
  await page.viewport(768, 1_024);
  await mount(
    <SortableTable
      label="Records"
      rows={[row]}
      rowId={({ name }) => name}
      columns={[
        { id: 'name', title: 'Name', cell: ({ name }) => name },
        { id: 'more', title: 'More', isTitleHidden: true, cell: () => <button type="button">More</button> },
      ]}
    />,
  );
  expect(cutOff()).toEqual([]);
  expect(document.querySelectorAll('td[data-title="More"]')).toHaveLength(0);
});
