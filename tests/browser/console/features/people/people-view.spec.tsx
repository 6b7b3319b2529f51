import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AddPersonView } from '#renderer/console/features/people/people-view.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

const role = page.getByRole('button', { name: /Role/u });

test('[J5] adding a partner states that they read the whole mission, and lists the exceptions', async () => {
  await mount(<AddPersonView onAdd={() => undefined} />);
  const said = page.getByText(
    /all of its ratings, .* and plans, .* They see no other mission and no interview notes/u,
  );
  expect(said.query()).toBeNull();

  await userEvent.click(role);
  await userEvent.click(page.getByRole('option', { name: 'Implementing partner' }));
  await expect.element(said).toBeVisible();
});
