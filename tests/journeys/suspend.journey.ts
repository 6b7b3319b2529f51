import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { isRunning } from '#tests/support/app/processes.ts';
import { startSystemBus } from '#tests/support/app/system-bus.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { temporaryFolder } from '#tests/support/temporary/journey-folder.ts';

const institution = 'Forensic laboratory';
const dimension = 'Institutions, people and training';
const sentence = 'The lid is closed in the middle of this';

test('closing the lid saves typed input and locks the vault before the laptop sleeps', async () => {
  test.skip(process.platform !== 'linux', 'the login manager of a Linux laptop');
  const { folder, remove } = await temporaryFolder();
  const systemBus = await startSystemBus(folder);
  const data = path.join(folder, 'server');
  const serverProcess = await startServer(data);
  const programme = await setUpProgramme(data);
  const profile = path.join(folder, 'laptop');
  const enrol = { url: serverProcess.url, code: await programme.leadCode() };
  const laptop = await startLaptop({ profile, enrol, environment: systemBus.environment });
  const fieldApp = new FieldApp(laptop.page);
  await fieldApp.openMission(programme.mission);
  await fieldApp.startAssessment(institution, 'Forensic laboratory or digital forensic unit');
  await fieldApp.openDimension(dimension);
  await fieldApp.reason('D3.2').focus();
  const shell = laptop.app.process();
  const processes = await laptop.app.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
  await laptop.page.keyboard.type(sentence);

  // Before sleep Chromium closes all its sockets, and the page can no longer be seen: the shell's log tells.
  systemBus.sleep(true);
  const codes = (): readonly string[] =>
    readFileSync(path.join(profile, 'logs', 'fieldbook.log'), 'utf8')
      .trim()
      .split('\n');
  await expect.poll(() => codes().filter((line) => line.includes('"suspend"')).length).toBeGreaterThan(0);
  await expect
    .poll(() => codes().filter((line) => line.includes('"code":"lock","isSaved":true')), { timeout: 15_000 })
    .toHaveLength(1);
  expect(isRunning(shell.pid ?? 0), 'the app goes on').toBe(true);
  const ended = once(shell, 'exit');
  shell.kill('SIGKILL');
  await ended;
  await expect.poll(() => processes.filter(isRunning), { timeout: 30_000 }).toEqual([]);

  const again = await startLaptop({ profile });
  const openedFieldApp = new FieldApp(again.page);
  await openedFieldApp.openAssessment(programme.mission, institution);
  await openedFieldApp.openDimension(dimension);
  await expect(openedFieldApp.reason('D3.2')).toHaveValue(sentence);
  await again.quit();
  await serverProcess.stop();
  await systemBus.stop();
  await remove();
});
