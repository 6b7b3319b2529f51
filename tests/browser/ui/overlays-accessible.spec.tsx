import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { SelectFilled } from '#renderer/ui/stories/choices.stories.tsx';
import {
  DialogForm,
  DialogQuestion,
  DrawerAtTheEnd,
  MenuOfActs,
} from '#renderer/ui/stories/overlays.stories.tsx';
import { Offline } from '#renderer/ui/stories/status-bar.stories.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

const overlay = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]';

/** Asked of whole pages only. A menu item is named by its word, while its second line describes it. */
const notForParts = Object.fromEntries(
  ['region', 'landmark-one-main', 'page-has-heading-one', 'label-content-name-mismatch'].map((rule) => [
    rule,
    { enabled: false },
  ]),
);

const overlays = [
  ['a question', DialogQuestion],
  ['a form', DialogForm],
  ['a drawer', DrawerAtTheEnd],
  ['a menu', MenuOfActs],
  ['a list to choose from', SelectFilled],
  ['an explanation in the status bar', Offline],
] as const;

describe.each(['light', 'dark'] as const)('what opens over the page, %s', (theme) => {
  test.each(overlays)('%s has nothing that axe objects to', async (_name, Story) => {
    await page.viewport(1_280, 800);
    await mount(<Story />, { theme });
    await page.getByRole('button').first().click();
    await expect.poll(() => document.querySelector(overlay)).not.toBeNull();

    const { violations } = await axe.run(document.body, {
      rules: notForParts,
    });
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
      [],
    );
  });
});
