import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { type Laptop, startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { WorkshopPage } from '#tests/support/app/workshop-page.ts';

const title = 'National policy and capability planning';

test('two people keep one workshop offline: all notes stay, agendas merge, a person decides conflicts', async () => {
  const { folder, remove, server, programme } = await startProgramme();

  const profile = path.join(folder, 'trainer');
  const firstLaptop = await startLaptop({
    profile,
    enrol: { url: server.url, code: await programme.leadCode() },
  });
  const trainerApp = new FieldApp(firstLaptop.page);
  const trainer = new WorkshopPage(firstLaptop.page);
  await trainerApp.openMission(programme.mission);
  await trainer.start(title);
  await trainer.startFromTemplate();
  await trainerApp.untilNothingWaits();

  const second = await startLaptop({
    profile: path.join(folder, 'rapporteur'),
    enrol: { url: server.url, code: await programme.secondCode() },
  });
  const rapporteurApp = new FieldApp(second.page);
  const rapporteur = new WorkshopPage(second.page);
  await rapporteurApp.openMission(programme.mission);
  await rapporteur.open(title);
  await expect(rapporteur.titleOf('1.1')).toHaveValue('Opening, data notice, ground rules, pre-test');

  await test.step('both write without a network: a session each, the same minutes, the same notes', async () => {
    for (const [app, workshopPage, name, minutes] of [
      [trainerApp, trainer, 'trainer', '50'],
      [rapporteurApp, rapporteur, 'rapporteur', '55'],
    ] as const) {
      await app.simulateNoNetwork(true);
      await workshopPage.minutes('1.1').fill(minutes);
      await workshopPage.addSession(1, `Added by the ${name}`);
      await expect(workshopPage.titleOf('1.5')).toHaveValue(`Added by the ${name}`);
      await workshopPage.openNotes('1.2');
      await workshopPage.writeNotes(`Noted by the ${name}.`);
      await app.untilSaved();
    }
  });

  await test.step('the network is back', async () => {
    await trainerApp.simulateNoNetwork(false);
    await trainerApp.untilNothingWaits();
    await rapporteurApp.simulateNoNetwork(false);
    await rapporteurApp.untilNothingWaits();
    await receive(trainerApp, firstLaptop);
    for (const workshopPage of [trainer, rapporteur]) {
      await expect(workshopPage.notes()).toContainText('Noted by the trainer.', { timeout: 45_000 });
      await expect(workshopPage.notes()).toContainText('Noted by the rapporteur.', { timeout: 45_000 });
    }
  });

  await test.step('both agendas have both sessions, in the same order', async () => {
    await trainer.backToAgenda();
    await rapporteur.backToAgenda();
    const fifth = await trainer.titleOf('1.5').inputValue();
    const sixth = await trainer.titleOf('1.6').inputValue();
    expect([fifth, sixth].toSorted()).toEqual(['Added by the rapporteur', 'Added by the trainer']);
    await expect(rapporteur.titleOf('1.5')).toHaveValue(fifth);
    await expect(rapporteur.titleOf('1.6')).toHaveValue(sixth);
  });

  await test.step('the minutes wait for a person, who decides by keys; both laptops agree', async () => {
    await second.page.getByRole('link', { name: 'Conflicts' }).click();
    const decision = second.page.getByRole('article', { name: /: Minutes$/ });
    await expect(decision).toContainText('50 minutes');
    await expect(decision).toContainText('55 minutes');
    await second.page.keyboard.press('Alt+w');
    await second.page.getByRole('textbox', { name: 'Your text' }).fill('52');
    await second.page.keyboard.press('Enter');
    await expect(second.page.getByRole('heading', { name: 'No conflicts' })).toBeVisible();
    await rapporteurApp.untilNothingWaits();
    await receive(trainerApp, firstLaptop);
    await expect(trainer.minutes('1.1')).toHaveValue('52', { timeout: 45_000 });
  });

  await test.step('kill -9, just after notes were called saved', async () => {
    await trainerApp.simulateNoNetwork(true);
    await trainer.openNotes('1.3');
    await trainer.writeNotes('Steps agreed in the second round.');
    await trainer.notes().blur();
    await trainerApp.untilSaved();
    await firstLaptop.kill();
  });

  let third = '';
  await test.step('the session of these notes is removed by who has not seen them', async () => {
    await rapporteurApp.openMission(programme.mission);
    await rapporteur.open(title);
    third = await rapporteur.titleOf('1.3').inputValue();
    await rapporteur.removeSession('1.3');
    await rapporteurApp.untilNothingWaits();
  });

  await test.step('after restart both people are asked whether the session stays; it returns with its notes', async () => {
    const again = await startLaptop({ profile });
    const app = new FieldApp(again.page);
    const reopened = new WorkshopPage(again.page);
    await app.openMission(programme.mission);
    await reopened.open(title);
    const asks = 'was removed while a colleague changed it';
    await expect(again.page.getByText(asks)).toBeVisible({ timeout: 45_000 });
    await app.untilNothingWaits();
    await receive(rapporteurApp, second);
    await expect(second.page.getByText(asks)).toBeVisible({ timeout: 45_000 });
    await again.page.getByRole('button', { name: 'Restore' }).click();
    await expect(reopened.titleOf('1.3')).toHaveValue(third);
    await reopened.openNotes('1.3');
    await expect(reopened.notes()).toContainText('Steps agreed in the second round.');
    await app.untilNothingWaits();
    await receive(rapporteurApp, second);
    await expect(rapporteur.titleOf('1.3')).toHaveValue(third, { timeout: 45_000 });
    await expect(second.page.getByText(asks)).toHaveCount(0);
    await rapporteur.openNotes('1.3');
    await expect(rapporteur.notes()).toContainText('Steps agreed in the second round.');
    await again.quit();
  });

  await second.quit();
  await server.stop();
  await remove();
});

/** Poll headquarters for news now, and come back to the same screen. */
async function receive(app: FieldApp, { page }: Laptop): Promise<void> {
  await app.syncNow();
  await page.goBack();
}
