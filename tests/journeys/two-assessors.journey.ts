import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';

const institution = 'Public Prosecution Service';
const dimension = 'Institutions, people and training';

test('two assessors change one answer offline: both values stay, one person decides, all laptops agree', async () => {
  const { folder, remove, server, programme } = await startProgramme();

  const firstLaptop = await startLaptop({
    profile: path.join(folder, 'first'),
    enrol: { url: server.url, code: await programme.leadCode() },
  });
  const lead = new FieldApp(firstLaptop.page);
  await lead.openMission(programme.mission);
  await lead.startAssessment(institution, 'Prosecution service');
  await lead.openDimension(dimension);
  await lead.rate('D3.2', 1);
  await lead.untilNothingWaits();

  const second = await startLaptop({
    profile: path.join(folder, 'second'),
    enrol: { url: server.url, code: await programme.secondCode() },
  });
  const colleague = new FieldApp(second.page);
  await colleague.openAssessment(programme.mission, institution);
  await colleague.openDimension(dimension);
  await colleague.expectLevel('D3.2', 1);

  const receive = async (app: FieldApp): Promise<void> => {
    await app.syncNow();
    await app.openAssessment(programme.mission, institution);
    await app.openDimension(dimension);
  };

  await test.step('the second assessor finds the questions assigned to them, and no others', async () => {
    await receive(lead);
    await lead.giveDimension(dimension, 'Second assessor');
    await lead.untilNothingWaits();
    await receive(colleague);
    const mine = await colleague.filtered('Assigned to me');
    expect(mine.length).toBeGreaterThan(1);
    expect(mine.filter((code) => !code.startsWith('D3.'))).toEqual([]);
    await expect(firstLaptop.page.getByRole('button', { name: /^Assigned to me/ })).toHaveCount(0);
  });

  await test.step('both answer without seeing each other', async () => {
    await lead.simulateNoNetwork(true);
    await colleague.simulateNoNetwork(true);
    await lead.rate('D3.2', 2);
    await colleague.rate('D3.2', 4);
    await lead.untilSaved();
    await colleague.untilSaved();
    await lead.simulateNoNetwork(false);
    await lead.untilNothingWaits();
    await colleague.simulateNoNetwork(false);
    await colleague.untilNothingWaits();
  });

  const levels = (app: FieldApp) => app.question('D3.2').getByRole('row', { name: /^Level/ });
  await test.step('both laptops show both values', async () => {
    for (const app of [lead, colleague]) {
      await receive(app);
      const card = app.question('D3.2');
      await expect(card.getByText('Two people answered differently')).toBeVisible({
        timeout: 45_000,
      });
      await expect(levels(app)).toContainText('Level 2');
      await expect(levels(app)).toContainText('Level 4');
    }
  });

  await test.step('the list of conflicts has this question alone', async () => {
    expect(await lead.filtered('Conflicts')).toEqual(['D3.2']);
  });

  await test.step('one decides, and both agree', async () => {
    await colleague.question('D3.2').getByRole('button', { name: 'Keep Lead assessor’s' }).click();
    await colleague.untilNothingWaits();
    for (const app of [lead, colleague]) {
      await receive(app);
      await expect(app.question('D3.2').getByText('Two people answered')).toHaveCount(0, {
        timeout: 45_000,
      });
      await app.expectLevel('D3.2', 2);
    }
  });

  await firstLaptop.quit();
  await second.quit();
  await server.stop();
  await remove();
});
