import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { openConsole } from '#tests/support/console/console-browser.ts';
import { signInFirstTime } from '#tests/support/console/console-sign-in.ts';
import { startCountingProxy } from '#tests/support/network/counting-proxy.ts';

const institution = 'National Police, Directorate of Investigations';
const reason = 'Terms of reference of the unit were approved in March; the unit reports each quarter.';

test('a day without network: filled offline, closed, opened again, sent, and seen at headquarters', async () => {
  const { folder, remove, server, programme } = await startProgramme();
  const countingProxy = await startCountingProxy(server.url);
  const profile = path.join(folder, 'laptop');

  const morning = await startLaptop({
    profile,
    enrol: { url: countingProxy.url, code: await programme.leadCode() },
  });
  const fieldApp = new FieldApp(morning.page);
  await fieldApp.openMission(programme.mission);
  countingProxy.cut();
  await fieldApp.startAssessment(institution, 'Police or other law-enforcement agency');
  await fieldApp.openDimension('Institutions, people and training');
  await fieldApp.rate('D3.2', 3);
  await fieldApp.reason('D3.2').fill(reason);
  await fieldApp.rate('D3.3', 2);
  await fieldApp.untilSaved();
  await morning.quit();

  const evening = await startLaptop({ profile });
  const again = new FieldApp(evening.page);
  await test.step('everything is there after the restart', async () => {
    await again.openAssessment(programme.mission, institution);
    await again.openDimension('Institutions, people and training');
    await again.expectLevel('D3.2', 3);
    await expect(again.reason('D3.2')).toHaveValue(reason);
    await again.expectLevel('D3.3', 2);
  });

  await test.step('the network is back', async () => {
    await again.expectChangesWaiting();
    countingProxy.restore();
    await again.syncNow();
    await again.untilNothingWaits();
  });

  const { browser, page: console } = await openConsole(server.url);
  await test.step('the console shows the record', async () => {
    await signInFirstTime(console, await programme.reviewerConsoleCode());
    await console.getByRole('link', { name: programme.mission }).click();
    await console.getByRole('link', { name: institution }).click();
    await console
      .getByRole('link', { name: /D3 Institutions, people and training/ })
      .first()
      .click();
    await expect(console.getByText(reason)).toBeVisible();
    await console.getByRole('link', { name: 'History', exact: true }).click();
    await expect(console.getByRole('main').getByText('Lead assessor').first()).toBeVisible();
  });
  await browser.close();

  const colleague = await startLaptop({
    profile: path.join(folder, 'colleague'),
    enrol: { url: server.url, code: await programme.secondCode() },
  });
  const otherFieldApp = new FieldApp(colleague.page);
  await test.step('a second device receives it', async () => {
    await otherFieldApp.openAssessment(programme.mission, institution);
    await otherFieldApp.openDimension('Institutions, people and training');
    await otherFieldApp.expectLevel('D3.2', 3);
    await expect(otherFieldApp.reason('D3.2')).toHaveValue(reason);
  });

  await colleague.quit();
  await evening.quit();
  await countingProxy.close();
  await server.stop();
  await remove();
});
