import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { picturesInLanguages } from '#tests/support/app/in-languages.ts';
import { lockVault } from '#tests/support/app/lock-and-erase.ts';
import { startFieldwork } from '#tests/support/app/start-fieldwork.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { openVaultOnScreen, someOwner } from '#tests/support/app/vault.ts';
import { WorkshopPage } from '#tests/support/app/workshop-page.ts';
import { needlesOfText } from '#tests/support/disk/needles.ts';
import { canReadMemory, searchMemory } from '#tests/support/disk/process-memory.ts';

const out = path.resolve('dist/journeys/search');
const institution = 'Forensic laboratory';
const dimension = 'Institutions, people and training';

test('Ctrl K finds words of notes, sessions, evidence and reasons, and goes there; nothing after a lock', async () => {
  test.setTimeout(180_000);
  const { folder, remove, server, programme } = await startProgramme();
  const { laptop, page, field } = await startFieldwork(folder, server.url, programme);

  await test.step('an assessor writes reasons, evidence, an interview note and notes of a session', async () => {
    await field.startAssessment(institution, 'Forensic laboratory or digital forensic unit');
    await field.openDimension(dimension);
    await field.reason('D3.2').fill('قدّم المُختبر طلباً نموذجياً للمساعدة القانونية.');
    await field.reason('D3.3').fill('Staff turnover is high, and no register of training exists.');
    await field.rate('D3.4', 2);
    await page.keyboard.press('Alt+a');
    await page.getByRole('textbox', { name: 'Title or source' }).fill('Terms of reference of the unit');
    await page.keyboard.press('Enter');
    await expect(page.getByText('Terms of reference of the unit')).toBeVisible();
    await page.getByRole('button', { name: 'Add interview note' }).click();
    await page.getByLabel('Function').fill('Head of unit');
    await page
      .getByRole('textbox', { name: 'Note', exact: true })
      .fill('They spoke of a backlog of eight weeks. Exhibits wait in the corridor.');
    await field.untilSaved();
    await field.openAssessment(programme.mission, institution);
    await page
      .getByRole('link', { name: /^Findings and plan/ })
      .last()
      .click();
    for (const finding of ['No written procedure exists.', 'Exhibits are kept without a seal.']) {
      await page.getByRole('button', { name: 'Add a finding' }).click();
      await page.keyboard.type(finding);
    }
    await field.untilSaved();
    await field.openMission(programme.mission);
    const workshopPage = new WorkshopPage(page);
    await workshopPage.start('Regional workshop');
    await workshopPage.startFromTemplate();
    await workshopPage.openNotes('2.2');
    await workshopPage.writeNotes('Show the model request before lunch.');
    await page
      .getByRole('navigation', { name: 'Sections of the workshop' })
      .getByRole('link', { name: 'Notes and actions' })
      .click();
    for (const note of ['Nobody owns the register.', 'The decree is with the ministry.']) {
      await page.getByRole('textbox', { name: /^New note/ }).fill(note);
      await page.keyboard.press('Enter');
    }
    await field.untilSaved();
  });

  await test.step('a word of the interview note is found, with a typing error too', async () => {
    await search(page, 'backl');
    await expect(line(page, /backlog of eight weeks/)).toBeVisible();
    await expect(page.getByRole('listbox').locator('mark').first()).toHaveText('backlog');
    await page.getByRole('dialog').getByRole('combobox').fill('bakclog');
    await expect(line(page, /backlog of eight weeks/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toHaveValue(/backlog/);
  });

  await test.step('words of the session note lead to the session', async () => {
    await search(page, 'model requ');
    await expect(line(page, /Show the model request/)).toBeVisible();
    await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('dialog').getByRole('combobox')).toHaveAttribute(
      'aria-activedescendant',
      /.+/,
    );
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: /^Notes:/ })).toContainText('model request');
    await expectMarked(page, 'Show the model request');
    await page.screenshot({ path: path.join(out, 'shown-session-notes.png') });
  });

  await test.step('a typed note of a session and a finding are opened themselves', async () => {
    await search(page, 'decree is with');
    await page.keyboard.press('Enter');
    await expectMarked(page, 'The decree is with the ministry.');
    await expect(page.getByRole('article', { name: /The decree is with the ministry/ })).toBeFocused();
    await page.screenshot({ path: path.join(out, 'shown-note.png') });
    await search(page, 'without a seal');
    await page.keyboard.press('Enter');
    await expectMarked(page, 'Exhibits are kept without a seal.');
    await page.screenshot({ path: path.join(out, 'shown-finding.png') });
  });

  await test.step('the title of evidence leads to its very question', async () => {
    await search(page, 'terms of ref');
    await expect(line(page, /^D3\.4 .*Title of the evidence/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: institution })).toBeVisible();
    await expect.poll(() => new URL(page.url()).hash).toMatch(/\/D3\.4$/);
    await expectMarked(page, 'Terms of reference of the unit');
    await page.screenshot({ path: path.join(out, 'shown-evidence.png') });
  });

  await test.step('an Arabic word is found without its marks and article', async () => {
    await search(page, 'مختبر');
    await expect(line(page, /المُختبر طلباً/)).toBeVisible();
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).hash).toMatch(/\/D3\.2$/);
    await expect(field.question('D3.2')).toBeVisible();
    await expectMarked(page, 'قدّم المُختبر');
    await page.screenshot({ path: path.join(out, 'shown-reason.png') });
  });

  await test.step('the search within the assessment finds reasons and evidence too', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type('turnover');
    const found = page.getByRole('navigation', { name: '1 question' });
    await expect(found.getByRole('link')).toContainText(/D3\.3.*turnover/);
    await page.keyboard.press('Escape');
  });

  await test.step('the search is shown in three languages at two sizes', async () => {
    for (const [width, height] of [
      [1280, 800],
      [1024, 700],
    ] as const) {
      await page.setViewportSize({ width, height });
      await picturesInLanguages(page, { search: '#/missions' }, async (name) => {
        await search(page, 'train');
        await expect(page.getByRole('listbox').locator('mark').first()).toBeVisible();
        await page.screenshot({ path: path.join(out, `${name}-${width}.png`) });
        // The first empties the field.
        await page.keyboard.press('Escape');
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog')).toHaveCount(0);
      });
    }
  });

  await test.step('after a lock nothing is found, and the window has no word of it', async () => {
    await lockVault(page);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').getByRole('combobox')).toHaveCount(0);
    expect(await page.content()).not.toContain('backlog');
    if (canReadMemory) {
      const words = needlesOfText('note', 'Exhibits wait in the corridor');
      await expect.poll(() => wordsInWindow(words), { timeout: 30_000, intervals: [1_000] }).toEqual([]);
    }
    await openVaultOnScreen(page, someOwner, 'whereLeft');
    await expect(page.getByRole('button', { name: /Saved on this laptop/ })).toBeVisible();
    await search(page, 'corridor');
    await expect(line(page, /backlog of eight weeks/)).toBeVisible();
  });

  await laptop.quit();
  await server.stop();
  await remove();

  async function wordsInWindow(words: ReturnType<typeof needlesOfText>): Promise<readonly string[]> {
    const windows = await laptop.app.evaluate(({ app }) =>
      app.getAppMetrics().flatMap(({ pid, type }) => (type === 'Tab' ? [pid] : [])),
    );
    return windows.flatMap((pid) => searchMemory(pid, words));
  }
});

async function search(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.getByRole('dialog').getByRole('combobox')).toHaveValue(words);
}

/** The item that was searched is marked and in the window. */
async function expectMarked(page: Page, words: string): Promise<void> {
  const marked = page.locator('[data-found]');
  await expect(marked).toBeInViewport();
  await expect
    .poll(() => marked.evaluate((one) => (one instanceof HTMLTextAreaElement ? one.value : one.textContent)))
    .toContain(words);
}

const line = (page: Page, text: RegExp) => page.getByRole('option', { name: text });
