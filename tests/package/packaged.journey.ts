import { expect, test } from '@playwright/test';
import { startPackagedApp } from './packaged-app.ts';

test('the packaged app shows its first screen to an ordinary user, in the real sandbox', async () => {
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
