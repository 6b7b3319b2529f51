import path from 'node:path';
import { expect, test } from '@playwright/test';
import { picturesInLanguages } from '#tests/support/app/in-languages.ts';
import { lockVault } from '#tests/support/app/lock-and-erase.ts';
import { startFieldwork } from '#tests/support/app/start-fieldwork.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { openVaultOnScreen, someOwner } from '#tests/support/app/vault.ts';

const institution = 'Forensic laboratory';
const out = path.resolve('dist/journeys/home');

test('after unlocking a person is at their last question, and home leads on to it', async () => {
  const { folder, remove, server, programme } = await startProgramme();
  const { laptop, page, field } = await startFieldwork(folder, server.url, programme);

  await test.step('the frame names the person and their role', async () => {
    await expect(page.getByRole('navigation', { name: 'Main menu' })).toContainText('Lead assessor');
  });

  await field.startAssessment(institution, 'Forensic laboratory or digital forensic unit');
  await field.openDimension('Institutions, people and training');
  await field.rate('D3.2', 3);
  await field.rate('D3.3', 4);
  await field.untilSaved();

  await test.step('the vault opens at the question where it was locked', async () => {
    await lockVault(page);
    await openVaultOnScreen(page, someOwner, 'whereLeft');
    await expect(page.getByRole('heading', { level: 1, name: institution })).toBeVisible();
    await field.expectLevel('D3.3', 4);
    expect(new URL(page.url()).hash).toMatch(/\/D3\.3$/);
  });

  await test.step('home continues there, with the missions below', async () => {
    await page.getByRole('link', { name: 'Today' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
    await expect(page.getByRole('article', { name: 'Continue where you were' })).toContainText('D3.3 ');
    await page.getByRole('button', { name: `Continue: ${institution}` }).click();
    await expect(page.getByRole('heading', { level: 1, name: institution })).toBeVisible();
    expect(new URL(page.url()).hash).toMatch(/\/D3\.3$/);
  });

  await test.step('home is shown in three languages at two sizes', async () => {
    for (const [width, height] of [
      [1280, 800],
      [1024, 700],
    ] as const) {
      await page.setViewportSize({ width, height });
      await picturesInLanguages(page, { home: '#/today' }, (name) =>
        page.screenshot({ path: path.join(out, `${name}-${width}.png`) }),
      );
    }
  });

  await laptop.quit();
  await server.stop();
  await remove();
});
