import { expect, type Page } from '@playwright/test';

/** Owner of a vault, and its passphrase. */
export interface VaultOwner {
  readonly label: string;
  readonly passphrase: string;
}

export const someOwner: VaultOwner = { label: 'Field laptop', passphrase: 'correct horse battery staple' };

/** A key derivation on a busy machine, twice when the vault is new. */
const derivedWithin = { timeout: 60_000 };

/**
 * Open the person's vault on the screen, in English, or make it where there is none. Nothing to do in an open one.
 * @param lands `home` goes there from the screen where the person left.
 */
export async function openVaultOnScreen(
  page: Page,
  vaultOwner: VaultOwner = someOwner,
  lands: 'home' | 'whereLeft' = 'home',
): Promise<void> {
  const lockScreen = page.locator('main.unlock');
  await expect(page.locator('main')).toBeVisible(derivedWithin);
  if (!(await lockScreen.isVisible())) return;

  const own = page.getByRole('radio', { name: vaultOwner.label });
  const isKnown = (await own.count()) > 0;
  const opens = page.getByRole('heading', { name: 'Open your vault' });
  if (!isKnown && (await opens.isVisible()))
    await page.getByRole('button', { name: 'Create a new vault' }).click();
  if (isKnown) {
    await chooseVault(page, vaultOwner.label);
  } else {
    await page.getByLabel('Your name').fill(vaultOwner.label);
    await page.getByRole('button', { name: 'Write my own passphrase' }).click();
  }
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(vaultOwner.passphrase);
  await page.getByRole('button', { name: isKnown ? 'Open' : 'Create vault', exact: true }).click();
  await expect(lockScreen).toHaveCount(0, derivedWithin);
  if (isKnown && lands === 'home') await page.evaluate(() => location.assign('#/missions'));
}

/** Pick the name; the radio button itself is drawn by its row. */
export async function chooseVault(page: Page, label: string): Promise<void> {
  await page.locator('.fb-radio-row', { hasText: label }).click();
}

/**
 * The same over the host's channels, for pages without a screen for it. These are the probe of the shell and the pages
 * of measurements.
 */
export async function openVaultOverChannel(page: Page, vaultOwner: VaultOwner = someOwner): Promise<void> {
  const answer = await page.evaluate(async ({ label, passphrase }) => {
    const port = await new Promise<MessagePort>((resolve) => {
      const take = ({ data, ports }: MessageEvent<unknown>): void => {
        if (data !== 'fieldbook:host-port' || !ports[0]) return;
        window.removeEventListener('message', take);
        resolve(ports[0]);
      };
      window.addEventListener('message', take);
      window.postMessage('fieldbook:connect-host', location.origin);
    });
    const ask = (channel: string, question: unknown): Promise<unknown> =>
      new Promise((resolve) => {
        port.addEventListener('message', ({ data }: MessageEvent<{ answer?: unknown; event?: string }>) => {
          if (data.event === undefined) resolve(data.answer);
        });
        port.start();
        port.postMessage({ id: 1, channel, ask: question });
      });
    const state = (await ask('vault.state', null)) as {
      current: object | null;
      vaults: readonly { readonly id: string; readonly label: string }[];
    };
    const known = state.vaults.find((vault) => vault.label === label);
    const opened = state.current
      ? { kind: 'open' }
      : known
        ? await ask('vault.unlock', { id: known.id, passphrase })
        : await ask('vault.create', { label, passphrase });
    port.close();
    return opened;
  }, vaultOwner);
  expect(answer).toMatchObject({ kind: 'open' });
}
