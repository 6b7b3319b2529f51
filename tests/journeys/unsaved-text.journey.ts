import path from 'node:path';
import { expect, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';

const institution = 'Forensic laboratory';
/** Much more than a rationale takes, as it comes from a word processor. */
const pasted = `${'Examiners are authorized for defined tasks. '.repeat(1_100)}The end.`;
const excess = (pasted.length - 20_000).toLocaleString('en');

test('a text over its limit survives the next click, a kill -9 and a lock, and is never called saved', async () => {
  const { folder, remove, server, programme } = await startProgramme();
  const profile = path.join(folder, 'laptop');
  const laptop = await startLaptop({ profile, enrol: { url: server.url, code: await programme.leadCode() } });
  const fieldApp = new FieldApp(laptop.page);
  const notSaved = () => laptop.page.getByRole('button', { name: /1 text not saved/ });

  await test.step('the bar says so, and the warning stands above the text', async () => {
    await fieldApp.openMission(programme.mission);
    await fieldApp.startAssessment(institution, 'Forensic laboratory or digital forensic unit');
    await fieldApp.openDimension('Institutions, people and training');
    await fieldApp.rate('D3.2', 3);
    await fieldApp.untilSaved();
    await fieldApp.reason('D3.2').fill(pasted);
    await expect(notSaved()).toBeVisible();
    await expect(laptop.page.getByText(/^Saved on this laptop/)).toHaveCount(0);
    const warning = laptop.page.getByText(`${excess} characters too many: the limit is 20,000.`).first();
    await expect(warning).toBeInViewport();
    const [above, below] = [await warning.boundingBox(), await fieldApp.reason('D3.2').boundingBox()];
    expect(above?.y ?? 0).toBeLessThan(below?.y ?? 0);
  });

  await test.step('the next click says so once more; the app is killed', async () => {
    await fieldApp.openDimension('Responsible technology adoption and data governance');
    await expect(laptop.page.getByText(/^1 text not saved: Rationale/)).toBeVisible();
    await expect(notSaved()).toBeVisible();
    await fieldApp.untilNothingWaits();
    await laptop.kill();
  });

  const again = await startLaptop({ profile });
  const after = new FieldApp(again.page);
  await test.step('after the start the text is in its field, whole, and headquarters has none of it', async () => {
    await expect(again.page.getByText(/^1 text not saved: Rationale/)).toBeVisible();
    await again.page.getByRole('button', { name: 'Go to the text' }).click();
    await expect(after.reason('D3.2')).toHaveValue(pasted);
    await expect(again.page.getByRole('button', { name: /1 text not saved/ })).toBeVisible();
  });

  await test.step('shortened, it is saved, and the bar says so', async () => {
    await after.reason('D3.2').fill('Examiners are authorized for defined tasks.');
    await after.reason('D3.2').blur();
    await after.untilSaved();
    await expect(again.page.getByRole('button', { name: /text not saved/ })).toHaveCount(0);
  });

  await again.quit();
  await server.stop();
  await remove();
});
