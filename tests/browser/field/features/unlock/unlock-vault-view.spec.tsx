import { type ReactElement, useState } from 'react';
import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { UnlockVaultView } from '#renderer/field/features/unlock/unlock-vault-view.tsx';
import type { Message } from '#renderer/i18n';
import { Button } from '#renderer/ui';
import { mount } from '#tests/support/screen/mount.tsx';

/** A vault that refuses each passphrase, once the button beside it is pressed. */
function Refusing({ onTry }: { readonly onTry: (passphrase: string) => void }): ReactElement {
  const [isOpening, setOpening] = useState(false);
  const [outcome, setOutcome] = useState<Message | null>(null);
  return (
    <>
      <UnlockVaultView
        vaults={[{ id: 'v1', label: 'Field laptop', header: 'whole', erases: null }]}
        chosen="v1"
        onChoose={() => {}}
        secondsLeft={0}
        outcome={outcome}
        isOpening={isOpening}
        onUnlock={(passphrase) => {
          onTry(passphrase);
          setOpening(true);
        }}
        onForgot={() => {}}
      />
      <Button
        onPress={() => {
          setOpening(false);
          setOutcome({ key: 'vault.wrong' });
        }}
      >
        Refuse
      </Button>
    </>
  );
}

test('a refused passphrase is selected, so that the next one is typed in its place', async () => {
  const tried: string[] = [];
  await mount(<Refusing onTry={(passphrase) => tried.push(passphrase)} />);
  const field = page.getByRole('textbox', { name: 'Passphrase' });
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard('wrong words{Enter}');
  await expect.element(field).toHaveFocus();
  await page.getByRole('button', { name: 'Refuse' }).click();
  await expect.element(field).toHaveFocus();
  await userEvent.keyboard('right words{Enter}');
  expect(tried).toEqual(['wrong words', 'right words']);
});
