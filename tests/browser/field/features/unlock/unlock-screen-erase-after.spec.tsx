import { beforeEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { FieldPreferencesContext } from '#renderer/field/app/session/field-preferences.tsx';
import { UnlockScreen } from '#renderer/field/features/unlock/unlock-screen.tsx';
import type { Host, HostResponse, VaultEntry } from '#renderer/host/host-contract.ts';
import { makeFakeHost } from '#tests/support/laptop/fake-host.ts';
import { mount } from '#tests/support/screen/mount.tsx';

const vault: VaultEntry = {
  id: '0b8f6d4e-5d0c-4f5e-9a63-3f1b2c4d5e6f',
  label: 'Assessor',
  waitMs: 0,
  header: 'whole',
  erases: { after: 20, left: 20 },
};

interface Shell {
  readonly vaults: readonly VaultEntry[];
  /** Results of the tries, in order. */
  readonly unlock?: readonly HostResponse<'vault.unlock'>[];
  readonly erased?: HostResponse<'erase.notices'>;
}

/** The lock screen over a shell with these answers. */
async function openLockScreen({ vaults, unlock = [], erased = [] }: Shell) {
  const fakeHost = await makeFakeHost();
  const answers = [...unlock];
  const dismissed: unknown[] = [];
  const host: Host = {
    ...fakeHost,
    ask: async (channel, ask) => {
      const answer: unknown =
        channel === 'vault.unlock'
          ? answers.shift()
          : channel === 'erase.notices'
            ? erased
            : await fakeHost.ask(channel, ask);
      if (channel === 'erase.dismiss') dismissed.push(ask);
      return answer as never; // the channel's own answer; the type of `ask` cannot follow
    },
  };
  const state = { current: null, vaults, keychain: 'none', refusedPlain: false, erased: [] } as const;
  await mount(
    <FieldPreferencesContext
      value={{ preferences: { language: 'en', theme: 'light', textSize: 100 }, choose: () => undefined }}
    >
      <UnlockScreen host={host} vaults={state} onOpen={() => undefined} />
    </FieldPreferencesContext>,
  );
  return { dismissed };
}

async function tryPassphrase(): Promise<void> {
  await userEvent.fill(page.getByRole('textbox', { name: 'Passphrase' }), 'not the passphrase');
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

const quietLine = page.getByText('This vault erases itself after 20 wrong passphrases in a row.');
const alert = page.getByRole('alert');

beforeEach(() => page.viewport(1_280, 800));

test('[security 2] a vault that can erase itself says so before the first wrong passphrase', async () => {
  await openLockScreen({ vaults: [vault] });
  await expect.element(quietLine).toBeVisible();
  await expect.element(page.getByText(/more wrong/u)).not.toBeInTheDocument();
});

test('[security 2] a vault that never erases itself shows no warning, even after a wrong passphrase', async () => {
  await openLockScreen({
    vaults: [{ ...vault, erases: null }],
    unlock: [{ kind: 'wrong', waitMs: 0, left: null }],
  });
  await tryPassphrase();
  await expect.element(alert.getByText(/not the passphrase of this vault/u)).toBeVisible();
  await expect.element(page.getByText(/erases itself/u)).not.toBeInTheDocument();
});

test('[security 2] after each wrong passphrase it is read out how many are left', async () => {
  await openLockScreen({
    vaults: [vault],
    unlock: [
      { kind: 'wrong', waitMs: 0, left: 2 },
      { kind: 'wrong', waitMs: 0, left: 1 },
    ],
  });
  await tryPassphrase();
  await expect
    .element(alert.getByText(/After 2 more wrong passphrases the vault erases itself\./u))
    .toBeVisible();
  await tryPassphrase();
  await expect
    .element(alert.getByText(/The next wrong passphrase erases the vault permanently./u))
    .toBeVisible();
});

test('[security 2] few remaining attempts show a warning before the next one, also after a restart', async () => {
  await openLockScreen({ vaults: [{ ...vault, erases: { after: 20, left: 3 } }] });
  await expect
    .element(page.getByText(/After 3 more wrong passphrases this vault erases itself/u))
    .toBeVisible();
  await expect.element(page.getByText(/ask headquarters for a recovery code/u)).toBeVisible();
});

test('[security 2] a self-erased vault is reported once, with the next step', async () => {
  const { dismissed } = await openLockScreen({
    vaults: [],
    erased: [{ vault: vault.id, label: 'Assessor', sealed: { kind: 'wrongPassphrases', count: 20 } }],
  });
  await expect.element(page.getByText('The vault “Assessor” was erased')).toBeVisible();
  await expect.element(page.getByText(/after 20 wrong passphrases in a row/u)).toBeVisible();
  await expect.element(page.getByText(/Restore a backup .* new enrolment code/u)).toBeVisible();
  await page.getByRole('button', { name: 'OK' }).click();
  await expect.element(page.getByText('The vault “Assessor” was erased')).not.toBeInTheDocument();
  expect(dismissed).toEqual([{ vault: vault.id }]);
});
