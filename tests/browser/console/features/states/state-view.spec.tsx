import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import {
  FinalRecords,
  NoPartner,
  OneDimension,
  RisenRatings,
  State,
} from '#renderer/console/features/states/states.stories.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

/** Top of the marked part within the window; it is in view below the heading of the frame. */
const markedTop = (): number =>
  document.querySelector('.states-part[data-marked]')?.getBoundingClientRect().top ?? Infinity;

test('a State that is no partner says so in one line', async () => {
  await page.viewport(1280, 800);
  await mount(<NoPartner />);
  const line = page.getByText(/^Not a partner State/u);
  await expect.element(line).toBeVisible();
  expect(line.element().getBoundingClientRect().height).toBeLessThan(30);
});

test('a level opens the institutions behind it, in view and marked', async () => {
  await page.viewport(1280, 800);
  const element = await mount(<OneDimension />);
  element.style.blockSize = '800px';
  await expect.poll(markedTop).toBeLessThan(400);
  const marked = document.querySelector('.states-part[data-marked]');
  expect(marked?.textContent).toContain('D5 Responsible technology');
});

test('a count of final assessments opens exactly those, in view and marked', async () => {
  await page.viewport(1280, 800);
  const element = await mount(<FinalRecords />);
  element.style.blockSize = '800px';
  await expect.poll(markedTop).toBeLessThan(400);
  const marked = document.querySelector('.states-part[data-marked]');
  expect(marked?.textContent).toContain('2 final');
  expect(marked?.querySelectorAll('tbody tr')).toHaveLength(2);
});

test('a State begins with what rose, what is lowest and what is late', async () => {
  await page.viewport(1280, 800);
  await mount(<State />);
  const headline = page.getByRole('list', { name: 'In short' });
  await expect.element(headline).toBeVisible();
  expect([...headline.element().querySelectorAll('a')].map(({ textContent }) => textContent)).toEqual([
    '1 rating rose with evidence',
    'D5 Responsible technology adoption and data governance is lowest, at level 2, limited by D5.4',
    'D8 Gender equality and inclusion (cross-cutting) is lowest, at level 2',
    '1 plan item is late',
  ]);
});

test('a count of risen ratings opens exactly those, in view and marked', async () => {
  await page.viewport(1280, 800);
  const element = await mount(<RisenRatings />);
  element.style.blockSize = '800px';
  await expect.poll(markedTop).toBeLessThan(400);
  const rows = document.querySelectorAll('.states-part[data-marked] tbody tr');
  expect([...rows].map(({ textContent }) => textContent?.includes('Improved'))).toEqual([true]);
});
