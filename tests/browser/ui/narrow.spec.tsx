import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Assessment } from '#renderer/ui/stories/screens.stories.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

const dimensions = page.getByRole('group', { name: 'Dimensions' });
const toDimensions = page.getByRole('button', { name: 'Dimensions' });
const toMenu = page.getByRole('button', { name: 'Menu' });

describe('a questionnaire', () => {
  test.each([1_280, 1_100, 1_024])('has three columns in a window of %i px', async (width) => {
    await page.viewport(width, 800);
    await mount(<Assessment />);
    await expect.element(dimensions).toBeVisible();
    await expect.element(page.getByRole('complementary')).toBeVisible();
  });

  test('has drawers instead in a narrower one', async () => {
    await page.viewport(960, 800);
    await mount(<Assessment />);
    await expect.element(toDimensions).toBeVisible();
    await expect.element(dimensions).not.toBeInTheDocument();
  });

  test('has drawers, and the menu too, at twice the text on a 13-inch screen', async () => {
    await page.viewport(1_280, 800);
    await mount(<Assessment />, { textSize: 200 });
    await expect.element(toDimensions).toBeVisible();
    await expect.element(toMenu).toBeVisible();
  });

  test('never scrolls horizontally at any text size', async () => {
    await page.viewport(1_024, 700);
    await mount(<Assessment />, { textSize: 200 });
    const { scrollWidth, clientWidth } = document.documentElement;
    expect(scrollWidth).toBe(clientWidth);
  });
});

test('a drawer closes when a place in it is chosen', async () => {
  await page.viewport(900, 800);
  await mount(<Assessment />);
  await toDimensions.click();
  const drawer = page.getByRole('dialog', { name: 'Dimensions' });
  await expect.element(drawer).toBeVisible();
  await drawer.getByRole('link', { name: /D6/u }).click();
  await expect.element(drawer).not.toBeInTheDocument();
  await expect.element(toDimensions).toHaveFocus();
});

test('the first stop of Tab leads past the menu to the content', async () => {
  await page.viewport(1_280, 800);
  await mount(<Assessment />);
  await userEvent.keyboard('{Tab}{Enter}');
  expect(document.activeElement?.id).toBe('fb-main');
});
