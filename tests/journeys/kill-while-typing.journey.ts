import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';

const institution = 'Forensic laboratory';
const sentence = 'Examiners are authorized for defined tasks; the list is kept by the head of service. ';

test('a kill -9 while typing loses nothing that the status bar showed as saved', async () => {
  const { folder, remove, server, programme } = await startProgramme();
  const profile = path.join(folder, 'laptop');

  const laptop = await startLaptop({ profile, enrol: { url: server.url, code: await programme.leadCode() } });
  const fieldApp = new FieldApp(laptop.page);
  await fieldApp.openMission(programme.mission);
  await fieldApp.simulateNoNetwork(true);
  await fieldApp.startAssessment(institution, 'Forensic laboratory or digital forensic unit');
  await fieldApp.openDimension('Institutions, people and training');
  await fieldApp.rate('D3.2', 3);
  await fieldApp.reason('D3.2').fill(sentence);
  await fieldApp.reason('D3.2').blur();
  await fieldApp.untilSaved();
  await fieldApp.rate('D3.3', 4);
  await fieldApp.untilSaved();

  await fieldApp.reason('D3.3').focus();
  await laptop.page.keyboard.type('This is being typed when the pow', { delay: 5 });
  await laptop.kill();

  const again = await startLaptop({ profile });
  const after = new FieldApp(again.page);
  await after.openAssessment(programme.mission, institution);
  await after.openDimension('Institutions, people and training');
  await after.expectLevel('D3.2', 3);
  await expect(after.reason('D3.2')).toHaveValue(sentence);
  await after.expectLevel('D3.3', 4);

  await again.quit();
  await server.stop();
  await remove();
});
