import { EventEmitter } from 'node:events';
import type { BrowserWindow, Input } from 'electron';
import { expect, test } from 'vitest';
import { createKioskMode } from '#electron/window/kiosk-mode.ts';
import { startVaults } from '#tests/support/shell/start-vaults.ts';
import { makeVault, passphrase } from '#tests/support/shell/vaults-in-profile.ts';

/** Kiosk of a real vault, in a window that a test plays. */
async function aKiosk(nowMs?: () => number) {
  const laptop = startVaults({ ...(nowMs && { nowMs }) });
  await makeVault(laptop);
  if (!laptop.vaultSession.current()) {
    const [vaultEntry] = laptop.vaultService.state().vaults;
    await laptop.vaultService.unlock({ id: vaultEntry?.id ?? '', passphrase });
  }
  const shown: boolean[] = [];
  const calls: string[] = [];
  const opened = Object.assign(new EventEmitter(), {
    webContents: new EventEmitter(),
    setKiosk: (isKiosk: boolean) => void calls.push(`kiosk ${isKiosk}`),
    setAlwaysOnTop: () => undefined,
    focus: () => void calls.push('focus'),
  });
  const window = opened as unknown as BrowserWindow; // all of a window that is used
  const kioskMode = createKioskMode({
    window: () => window,
    checkPassphrase: (typed) => laptop.vaultService.checkPassphrase(typed),
    showMenu: (isShown) => void shown.push(isShown),
  });
  kioskMode.watch(window);
  const isRefused = (part: Partial<Input>): boolean => {
    let refused = false;
    const event = { preventDefault: () => (refused = true) };
    opened.webContents.emit('before-input-event', event, { type: 'keyDown', key: 'a', ...part });
    return refused;
  };
  return { laptop, kiosk: kioskMode, calls, shown, opened, isRefused };
}

test('[security 2] the kiosk fills the screen and takes the menu away', async () => {
  const { kiosk, calls, shown } = await aKiosk();
  kiosk.enter();
  expect([kiosk.isActive(), calls, shown]).toEqual([true, ['kiosk true'], [false]]);
});

test('[security 2] a wrong passphrase does not end it, and the next try waits', async () => {
  const { kiosk } = await aKiosk();
  kiosk.enter();
  expect(await kiosk.leave({ passphrase: 'not this one' })).toMatchObject({ kind: 'wrong' });
  expect(await kiosk.leave({ passphrase })).toMatchObject({ kind: 'wait' });
  expect(kiosk.isActive()).toBe(true);
});

test('[security 2] guesses of participants shut out the trainer neither there nor at the lock screen', async () => {
  let nowMs = 1_000_000;
  const { kiosk, laptop } = await aKiosk(() => nowMs);
  kiosk.enter();
  const waits: number[] = [];
  for (let guess = 0; guess < 12; guess += 1) {
    const answer = await kiosk.leave({ passphrase: `guess ${guess} of a person` });
    if (answer.kind === 'wrong') waits.push(answer.waitMs);
    nowMs += 30_000;
  }
  expect([waits.length, Math.max(...waits)]).toEqual([12, 30_000]);
  expect(laptop.vaultService.state().vaults[0]?.waitMs).toBe(0);
  expect(await kiosk.leave({ passphrase })).toEqual({ kind: 'left' });
  await laptop.vaultSession.lock();
  const [vaultEntry] = laptop.vaultService.state().vaults;
  expect(await laptop.vaultService.unlock({ id: vaultEntry?.id ?? '', passphrase })).toMatchObject({
    kind: 'open',
  });
});

test('[security 2] the passphrase of the open vault ends it', async () => {
  const { kiosk, calls, shown } = await aKiosk();
  kiosk.enter();
  expect(await kiosk.leave({ passphrase })).toEqual({ kind: 'left' });
  expect([kiosk.isActive(), calls, shown]).toEqual([false, ['kiosk true', 'kiosk false'], [false, true]]);
});

test('[security 2] without an open vault no passphrase ends it', async () => {
  const { kiosk, laptop } = await aKiosk();
  kiosk.enter();
  await laptop.vaultSession.lock();
  expect(await kiosk.leave({ passphrase })).toEqual({ kind: 'refused' });
  expect(kiosk.isActive()).toBe(true);
});

test.each([
  { key: 'F4', alt: true },
  { key: 'F5' },
  { key: 'F11' },
  { key: 'w', control: true },
  { key: 'c', control: true },
  { key: 'q', meta: true },
  { key: 'ArrowLeft', alt: true },
  { key: 'ContextMenu' },
])('[security 2] in the kiosk %j does nothing', async (input) => {
  const { kiosk, isRefused } = await aKiosk();
  expect(isRefused(input)).toBe(false);
  kiosk.enter();
  expect(isRefused(input)).toBe(true);
});

test.each([{ key: 'a' }, { key: '1' }, { key: 'Enter' }, { key: '@', control: true, alt: true }])(
  'in the kiosk %j writes',
  async (input) => {
    const { kiosk, isRefused } = await aKiosk();
    kiosk.enter();
    expect(isRefused({ control: false, meta: false, alt: false, ...input })).toBe(false);
  },
);

test('[security 2] a window that loses the focus takes it back in the kiosk alone', async () => {
  const { kiosk, opened, calls } = await aKiosk();
  opened.emit('blur');
  kiosk.enter();
  opened.emit('blur');
  expect(calls).toEqual(['kiosk true', 'focus']);
});
