import type { ReactElement } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FieldPreferencesContext } from '#renderer/field/app/session/field-preferences.tsx';
import { useNewPassphrase } from '#renderer/field/app/session/use-new-passphrase.ts';
import { CreateVaultView } from '#renderer/field/features/unlock/create-vault-view.tsx';
import { mount } from '#tests/support/screen/mount.tsx';

function Creating(): ReactElement {
  return (
    <CreateVaultView
      choice={useNewPassphrase()}
      refusal={null}
      isCreating={false}
      onCreate={() => undefined}
    />
  );
}

const mountCreating = (): Promise<unknown> =>
  mount(
    <FieldPreferencesContext
      value={{ preferences: { language: 'en', theme: 'light', textSize: 100 }, choose: () => undefined }}
    >
      <Creating />
    </FieldPreferencesContext>,
  );

test('a disabled button says the first thing that the vault still lacks', async () => {
  await mountCreating();
  const create = page.getByRole('button', { name: 'Create vault' });
  await expect.element(page.getByText('Enter your name first.')).toBeVisible();
  await userEvent.fill(page.getByRole('textbox', { name: /^Your name/ }), 'Assessor');
  await expect.element(page.getByText('Write down the passphrase, then tick the box.')).toBeVisible();
  await expect.element(create).toBeDisabled();
  await userEvent.click(page.getByText('I have written these words down'));
  await expect.element(create).toBeEnabled();
});

test('nothing moves from under the pointer when it becomes known how strong a passphrase is', async () => {
  await mountCreating();
  await userEvent.click(page.getByRole('button', { name: 'Write my own passphrase' }));
  const placeOfButton = (): number =>
    page.getByRole('button', { name: 'Create vault' }).element().getBoundingClientRect().top;
  const strength = page.getByRole('progressbar', { name: 'Strength' });
  const before = placeOfButton();
  await expect.element(strength).toHaveAttribute('aria-valuetext', 'Strength not known yet');

  await userEvent.fill(page.getByRole('textbox', { name: /^Passphrase/ }), 'reeds along the river');
  await expect.element(strength).toHaveAttribute('aria-valuetext', 'Strong');
  expect(placeOfButton()).toBe(before);
});
