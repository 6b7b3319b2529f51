import path from 'node:path';
import { expect, test } from '@playwright/test';
import { pinnedDatabaseEngine, storedDatabaseEngine } from '#electron/database-engine.ts';
import { changeEngine } from '#tests/support/app/change-engine.ts';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';

const institution = 'Forensic laboratory';

test('[D2] an update that changes Chromium’s engine loses no answer, and the person sees a notice', async () => {
  const { folder, remove, server, programme } = await startProgramme();
  const profile = path.join(folder, 'laptop');

  const laptop = await startLaptop({ profile, enrol: { url: server.url, code: await programme.leadCode() } });
  // Chromium is told the engine by name.
  const features = await laptop.app.evaluate(({ app }) => app.commandLine.getSwitchValue('disable-features'));
  expect(features.split(',')).toEqual(
    expect.arrayContaining(['IdbSqliteBackingStore', 'IdbSqliteOnDiskRollout']),
  );
  const fieldApp = new FieldApp(laptop.page);
  await fieldApp.openMission(programme.mission);
  await fieldApp.startAssessment(institution, 'Forensic laboratory or digital forensic unit');
  await fieldApp.openDimension('Institutions, people and training');
  await fieldApp.untilNothingWaits();
  await fieldApp.simulateNoNetwork(true);
  await fieldApp.openAssessment(programme.mission, institution);
  await fieldApp.openDimension('Institutions, people and training');
  await fieldApp.rate('D3.2', 3);
  await fieldApp.untilSaved();
  await laptop.quit();
  expect(storedDatabaseEngine(profile)).toBe(pinnedDatabaseEngine);

  expect(changeEngine(profile)).toBe(true);
  const again = await startLaptop({ profile });
  await expect(again.page.getByText(/stores its database differently/)).toBeVisible();
  await again.page.getByRole('button', { name: 'OK' }).click();
  const after = new FieldApp(again.page);
  await after.openAssessment(programme.mission, institution);
  await after.openDimension('Institutions, people and training');
  await after.expectLevel('D3.2', 3);
  await after.syncNow();
  await after.untilNothingWaits();
  await again.quit();

  // The engine has not changed since, and no notice shows.
  const later = await startLaptop({ profile });
  await new FieldApp(later.page).openMission(programme.mission);
  await expect(later.page.getByText(/stores its database differently/)).toBeHidden();
  await later.quit();
  await server.stop();
  await remove();
});
