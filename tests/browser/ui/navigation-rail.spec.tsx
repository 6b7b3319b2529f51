import type { ReactElement } from 'react';
import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { ConsoleSampleFrame } from '#renderer/console/stories/sample-frame.tsx';
import {
  SampleFrame,
  sampleMissionRoute,
  savedStatusFacts,
} from '#renderer/field/app/frame/sample-frame.tsx';
import { ScreenLanguage } from '#renderer/i18n';
import { mount } from '#tests/support/screen/mount.tsx';

const consoleFrame = (viewer: 'reviewer' | 'dpo' | 'manager' | 'partner' | 'admin'): ReactElement => (
  <ConsoleSampleFrame
    railItem="missions"
    head={{ title: 'Missions' }}
    isInMission
    {...(viewer === 'admin' ? { isAdministrator: true } : { viewer })}
  >
    <span />
  </ConsoleSampleFrame>
);

const frames: Readonly<Record<string, ReactElement>> = {
  'the field app': <SampleFrame facts={savedStatusFacts} route={sampleMissionRoute} conflicts={12} />,
  'a reviewer': consoleFrame('reviewer'),
  'a data protection officer': consoleFrame('dpo'),
  'a programme manager': consoleFrame('manager'),
  'a partner': consoleFrame('partner'),
  'an administrator': consoleFrame('admin'),
};

const railItems = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('.fb-rail-item')];

/** The word that a person sees in this item: its short one, where that is shown. */
const shownWordOf = (item: HTMLElement): HTMLElement => {
  const [label, short] = ['.fb-rail-label', '.fb-rail-short'].map((part) =>
    item.querySelector<HTMLElement>(part),
  );
  const shown = short && getComputedStyle(short).display !== 'none' ? short : label;
  if (!shown) throw new Error('an item without a word');
  return shown;
};

const boxOf = (element: Element | null): DOMRect => {
  if (!element) throw new Error('no element');
  return element.getBoundingClientRect();
};

/** Words that do not fit into the width of the rail. */
const cutWords = (): readonly string[] =>
  railItems()
    .map(shownWordOf)
    .filter((word) => {
      const range = document.createRange();
      range.selectNodeContents(word);
      const [text, rail] = [range.getBoundingClientRect(), boxOf(document.querySelector('.fb-rail'))];
      return text.width === 0 || text.left < rail.left || text.right > rail.right;
    })
    .map((word) => word.textContent);

describe.each(ScreenLanguage.options)('the rail in %s', (language) => {
  test.each(Object.keys(frames))('has a whole word below each icon at 1,024 px for %s', async (name) => {
    await page.viewport(1_024, 700);
    await mount(frames[name] ?? <span />, { language });
    expect(railItems().length).toBeGreaterThan(6);
    expect(cutWords()).toEqual([]);
    for (const item of railItems())
      expect(boxOf(shownWordOf(item)).top).toBeGreaterThanOrEqual(boxOf(item.querySelector('svg')).bottom);
  });

  test.each(Object.keys(frames))('has the label beside each icon at 1,280 px for %s', async (name) => {
    await page.viewport(1_280, 800);
    await mount(frames[name] ?? <span />, { language });
    expect(cutWords()).toEqual([]);
    for (const item of railItems()) {
      const [icon, word] = [boxOf(item.querySelector('svg')), boxOf(shownWordOf(item))];
      expect(word.top).toBeLessThan(icon.bottom);
      expect(shownWordOf(item).className).toBe('fb-rail-label');
    }
  });
});

test('an item keeps its whole name for a screen reader where a short word is shown', async () => {
  await page.viewport(1_024, 700);
  await mount(frames['the field app'] ?? <span />);
  await expect
    .element(page.getByRole('link', { name: 'Show keyboard shortcuts', exact: true }))
    .toBeInTheDocument();
});

test.each([1_024, 1_280])('hovering the rail moves nothing at %i px', async (width) => {
  await page.viewport(width, 800);
  await mount(frames['the field app'] ?? <span />);
  const widthsOf = (): readonly number[] =>
    ['.fb-frame-rail', '.fb-rail', '.fb-frame-main'].map((part) => boxOf(document.querySelector(part)).width);
  const before = widthsOf();
  await userEvent.hover(page.getByRole('link', { name: /My missions/u }));
  expect(widthsOf()).toEqual(before);
});
