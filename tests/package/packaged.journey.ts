import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { packagedProgram, startPackagedApp } from './packaged-app.ts';

/** How the wire in the program writes a fuse that is on. */
const on = '1'.charCodeAt(0);

test('the packaged app starts for an ordinary user, in the real sandbox, and shows its first screen', async () => {
  const app = await startPackagedApp();
  try {
    const problems: string[] = [];
    app.page.on('pageerror', (error) => problems.push(error.message));
    await expect(app.page).toHaveURL(/^app:\/\//);
    await expect(app.page).toHaveTitle(/Fieldbook/);
    await expect(app.page.getByRole('heading').first()).toBeVisible();
    expect(problems).toEqual([]);
    expect(app.processStatus('renderer')).toMatch(/^Seccomp:\s+2$/m);
  } finally {
    await app.close();
  }
});

test('its fuses are as the design of the shell says', async () => {
  const wire = await getCurrentFuseWire(packagedProgram);
  const fusesOn = Object.values(FuseV1Options)
    .filter((fuse): fuse is FuseV1Options => typeof fuse === 'number')
    .filter((fuse) => wire[fuse] === on)
    .map((fuse) => FuseV1Options[fuse]);
  expect(fusesOn).toEqual([
    'EnableCookieEncryption',
    'EnableEmbeddedAsarIntegrityValidation',
    'OnlyLoadAppFromAsar',
  ]);
});
