import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { type Laptop, startLaptop } from '#tests/support/app/laptop.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';

// Three questionnaires from the field (their owners: tests/data/forms/NOTICE.md). Each is published at
// headquarters, filled in the app by keyboard and mouse, and read on a second laptop.
const forms = path.resolve('tests/data/forms/xlsform');
const hunger = path.join(forms, 'RBD_FS_CH_guide_EN__questionnaires_RBDstandardized_questionnaireHHS.xlsx');
const food = path.join(
  forms,
  'RBD_FS_CH_guide_EN__questionnaires_RBDstandardized_questionnairecombined_EN.xlsx',
);
const survey = path.join(
  forms,
  'web-forms__common_fixtures_preview-service_xlsforms_socio-economic-survey-v20240515.xlsx',
);

const institution = 'District office';

interface Scene {
  readonly page: Page;
  readonly field: FieldApp;
  /** A colleague's laptop, at the assessment, when everything was sent. */
  readonly colleague: () => Promise<{ readonly page: Page; readonly field: FieldApp }>;
  readonly end: () => Promise<void>;
}

/** A laptop that has this questionnaire, at a new assessment with it. */
async function begin(file: string): Promise<Scene> {
  const { folder, remove, server, programme } = await startProgramme();
  await programme.publish(file);
  const laptops: Laptop[] = [];
  const start = async (name: string, code: string) => {
    const laptop = await startLaptop({ profile: path.join(folder, name), enrol: { url: server.url, code } });
    laptops.push(laptop);
    return { page: laptop.page, field: new FieldApp(laptop.page) };
  };
  const { page, field } = await start('laptop', await programme.leadCode());
  await field.untilAtRest();
  await field.openMission(programme.mission);
  await field.startForm(institution);
  return {
    page,
    field,
    colleague: async () => {
      await field.untilSaved();
      await field.untilAtRest();
      const other = await start('colleague', await programme.secondCode());
      await other.field.untilAtRest();
      await other.field.openAssessment(programme.mission, institution);
      return other;
    },
    end: async () => {
      for (const laptop of laptops) await laptop.quit();
      await server.stop();
      await remove();
    },
  };
}

test('a French questionnaire takes digits, applies skip rules, and appears on a second laptop', async () => {
  const { page, field, colleague, end } = await begin(hunger);
  await field.chooseLanguage('Francais');
  await expect(page.getByText('INDICE DOMESTIQUE DE LA FAIM').first()).toBeVisible();
  const often = field.asked(/^Combien de fois est-ce arriv/);
  await expect(often).toBeHidden();

  await field
    .asked(/n'y avait-il aucun aliment/)
    .getByText('Oui')
    .click();
  await expect(often).toBeVisible();
  await page.keyboard.press('Enter');
  await page.keyboard.press('2');
  await expect(often.getByRole('radio', { name: /^Parfois/ })).toBeChecked();

  const other = await colleague();
  await other.field.chooseLanguage('Francais');
  await expect(other.field.asked(/^Combien de fois/).getByRole('radio', { name: /^Parfois/ })).toBeChecked();
  await end();
});

test('a cascade offers the districts of a region and marks a kept choice now invalid', async () => {
  const { page, colleague, end } = await begin(food);
  const region = page.getByRole('combobox').nth(0);
  const district = page.getByRole('combobox').nth(1);
  await region.fill('born');
  await page.keyboard.press('Enter');
  await expect(region).toHaveValue('Borno');
  await district.fill('mobb');
  await expect(page.getByRole('option')).toHaveText(['Mobbar']);
  await page.keyboard.press('Enter');
  await expect(district).toHaveValue('Mobbar');

  await region.fill('yob');
  await page.keyboard.press('Enter');
  await expect(page.getByText('A kept choice is no longer valid')).toBeVisible();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(district).toHaveValue('');

  const days = page.getByRole('textbox').nth(0);
  await days.fill('9');
  await expect(page.getByText(/cannot|must|outside|entre|between/i).first()).toBeVisible();
  await days.fill('5');

  const other = await colleague();
  await expect(other.page.getByRole('combobox').nth(0)).toHaveValue('Yobe');
  await expect(other.page.getByRole('textbox').nth(0)).toHaveValue('5');
  await end();
});

test('101 people of one household are added by keyboard as rows and arrive in order', async () => {
  test.setTimeout(240_000);
  const { page, field, colleague, end } = await begin(survey);
  await page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('link', { name: /Household members/ })
    .click();
  const rows = page.locator('[data-row]');
  const begun = await rows.count();
  for (let row = begun; row < 101; row += 1) {
    await page.getByRole('button', { name: /^Add: / }).click();
    await page.keyboard.type(`Person ${row + 1}`);
  }
  await expect(page.getByText('101 rows')).toBeVisible();
  await field.untilSaved();

  const other = await colleague();
  await other.page
    .getByRole('navigation', { name: 'Sections' })
    .getByRole('link', { name: /Household members/ })
    .click();
  await expect(other.page.getByText('101 rows')).toBeVisible();
  const last = other.page.locator('[data-row]').last();
  await last.scrollIntoViewIfNeeded();
  await end();
});
