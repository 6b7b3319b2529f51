import type { ReactElement } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { BannerLine, BannerPager, Button } from '#renderer/ui';
import { mount } from '#tests/support/screen/mount.tsx';

const text = 'Texts that may contain personal data are sent only after you decide. Other changes are sent.';

const bannerOf = (title: string, part: Partial<Parameters<typeof BannerLine>[0]> = {}): ReactElement => (
  <BannerLine key={title} meaning="wait" title={title} actions={<Button>Check</Button>} {...part}>
    <p>{text}</p>
    <p>{text}</p>
  </BannerLine>
);
const titleOf = (title: string) => page.getByText(title, { exact: true });
const heightOf = (element: HTMLElement): number => element.getBoundingClientRect().height;

test('a frame without a banner keeps no room for one', async () => {
  const root = await mount(<BannerPager banners={[]} />);
  expect(root.querySelector('.fb-banner-line')).toBe(null);
});

test.each([1_280, 1_024])('three banners take one line of 38 px at %i px', async (width) => {
  await page.viewport(width, 700);
  const root = await mount(
    <BannerPager banners={['First', 'Second', 'Third'].map((title) => bannerOf(title))} />,
  );
  const line = root.querySelector<HTMLElement>('.fb-banner-line');
  expect(line && heightOf(line)).toBe(38);
  expect(root.querySelectorAll('.fb-banner-line')).toHaveLength(1);
});

test('the next banner comes by its button, and the first after the last', async () => {
  await page.viewport(1_280, 800);
  await mount(<BannerPager banners={[bannerOf('First'), bannerOf('Second')]} />);
  await expect.element(titleOf('First')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: /Next message/u }));
  await expect.element(titleOf('Second')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: /Next message/u }));
  await expect.element(titleOf('First')).toBeVisible();
});

test('a single banner has no number', async () => {
  await mount(<BannerPager banners={[bannerOf('First')]} />);
  await expect.element(page.getByRole('button', { name: /Next message/u })).not.toBeInTheDocument();
});

test('a text without room opens whole, with its acts', async () => {
  await page.viewport(1_024, 700);
  await mount(<BannerPager banners={[bannerOf('First')]} />);
  await userEvent.click(page.getByRole('button', { name: 'Show all of it' }));
  const dialog = page.getByRole('dialog', { name: 'First' });
  await expect.element(dialog.getByText(text).first()).toBeVisible();
  await expect.element(dialog.getByRole('button', { name: 'Check' })).toBeVisible();
});

test('a text with room has no button to open it', async () => {
  await page.viewport(1_280, 800);
  const short = <BannerLine meaning="wait">Headquarters has a new notice for you.</BannerLine>;
  await mount(<BannerPager banners={[short]} />);
  await expect.element(page.getByRole('button', { name: 'Show all of it' })).not.toBeInTheDocument();
});

test('acts that need the whole text stand below it only', async () => {
  await mount(
    <BannerPager
      banners={[bannerOf('First', { actions: undefined, actsBelowText: <Button>Refuse</Button> })]}
    />,
  );
  await expect.element(page.getByRole('button', { name: 'Refuse' })).not.toBeInTheDocument();
  await userEvent.click(page.getByRole('button', { name: 'Show all of it' }));
  await expect.element(page.getByRole('button', { name: 'Refuse' })).toBeVisible();
});
