import type { ReactElement } from 'react';
import { afterEach, expect, test } from 'vitest';
import { cdp, page } from 'vitest/browser';
import { EightyItems, HundredAndTwentyItems } from '#renderer/console/features/plan/plan.stories.tsx';
import { Due } from '#renderer/console/features/programme/programme.stories.tsx';
import { State, States } from '#renderer/console/features/states/states.stories.tsx';
import { mount, painted } from '#tests/support/screen/mount.tsx';

/** Height of a landscape A4 sheet within its margins. */
const sheetPx = 703;

async function setMedia(media: 'print' | ''): Promise<void> {
  const devtools = cdp() as unknown as { send: (method: string, values: object) => Promise<unknown> };
  await devtools.send('Emulation.setEmulatedMedia', { media });
}

/** Put a page on paper as the browser does: the event, the medium, and the width of a sheet. */
async function print(view: ReactElement): Promise<void> {
  await page.viewport(1032, 800);
  await mount(view);
  window.dispatchEvent(new Event('beforeprint'));
  await setMedia('print');
  await painted();
}

afterEach(async () => {
  await setMedia('');
  window.dispatchEvent(new Event('afterprint'));
});

const isShown = (selector: string): boolean =>
  [...document.querySelectorAll(selector)].some((element) => element.getClientRects().length > 0);

/** Tables of which some part is cut off by a box that scrolls, or by the edge of the sheet. */
function cutTables(): readonly string[] {
  return [...document.querySelectorAll('table')]
    .filter((table) => {
      const { bottom, left, right } = table.getBoundingClientRect();
      for (let box = table.parentElement; box !== null && box.id !== 'root'; box = box.parentElement)
        if (getComputedStyle(box).overflowY !== 'visible' && box.getBoundingClientRect().bottom < bottom - 1)
          return true;
      return left < -1 || right > document.documentElement.clientWidth + 1;
    })
    .map((table) => table.caption?.textContent ?? '');
}

test.each([
  ['States', States],
  ['one State', State],
  ['the plan', EightyItems],
  ['the programme', Due],
])('%s prints its tables whole, without menu, acts and status bar', async (_, Page) => {
  await print(<Page />);
  const screenParts = ['.fb-frame-rail', '.fb-frame-status', '.fb-frame .fb-button', '.fb-search'];
  expect(screenParts.filter(isShown)).toEqual([]);
  expect(isShown('h1')).toBe(true);
  expect(isShown('.console-printed')).toBe(true);
  expect(cutTables()).toEqual([]);
});

test('a printed plan has all its items, over several sheets', async () => {
  await print(<HundredAndTwentyItems />);
  const rows = [...document.querySelectorAll('tbody tr')];
  const frame = document.querySelector('.fb-frame');
  expect(rows.length).toBe(120);
  expect(frame?.getBoundingClientRect().height ?? 0).toBeGreaterThan(2 * sheetPx);
  expect(getComputedStyle(document.querySelector('thead') ?? document.body).display).toBe(
    'table-header-group',
  );
});
