import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { AddPersonView } from '#renderer/console/features/people/people-view.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

const role = page.getByRole('button', { name: /Role/u });

test('[E5] adding a partner states that they open no record, and see items of their entity', async () => {
  await mount(<AddPersonView onAdd={() => undefined} />);
  const said = page.getByText(
    /opens no record of it\. In the plan they see the items that their entity leads or supports/u,
  );
  expect(said.query()).toBeNull();

  await userEvent.click(role);
  await userEvent.click(page.getByRole('option', { name: 'Implementing partner' }));
  await expect.element(said).toBeVisible();
});
