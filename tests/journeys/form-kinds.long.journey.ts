import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { strFromU8, unzipSync } from 'fflate';
import { startFieldwork } from '#tests/support/app/start-fieldwork.ts';
import { startProgramme } from '#tests/support/app/start-programme.ts';
import { xlsxOf } from '#tests/support/files/xlsx.ts';

const workbook = xlsxOf({
  survey: [
    ['type', 'name', 'label', 'appearance', 'parameters', 'choice_filter', 'calculation'],
    ['text', 'place', 'Place', '', '', '', ''],
    ['integer', 'people', 'People', '', '', '', ''],
    ['decimal', 'metres', 'Metres', '', '', '', ''],
    ['date', 'day', 'Day', '', '', '', ''],
    ['time', 'begun', 'Begun', '', '', '', ''],
    ['select_one yn', 'open', 'Open?', '', '', '', ''],
    ['select_multiple tool or_other', 'tools', 'Tools', '', '', '', ''],
    ['select_one town', 'town', 'Town', 'minimal', '', '', ''],
    ['select_one yn', 'agree', 'Agree?', 'likert', '', '', ''],
    ['range', 'sure', 'Sure', '', 'start=0 end=10 step=1', '', ''],
    ['geopoint', 'at', 'Where', '', '', '', ''],
    ['acknowledge', 'seen', 'Seen', '', '', '', ''],
    ['datetime', 'left', 'Left', '', '', '', ''],
    ['rank tool', 'first', 'Most used first', '', '', '', ''],
    ['begin group', 'views', 'Views', 'table-list', '', '', ''],
    ['select_one yn', 'warm', 'Is it warm?', '', '', '', ''],
    ['select_one yn', 'dry', 'Is it dry?', '', '', '', ''],
    ['end group', '', '', '', '', '', ''],
    ['image', 'front', 'Picture of the front', '', '', '', ''],
    ['file', 'list', 'List of tools', '', '', '', ''],
    ['calculate', 'both', '', '', '', '', '${people} * ${metres}'],
  ],
  choices: [
    ['list_name', 'name', 'label'],
    ['yn', 'y', 'Yes'],
    ['yn', 'n', 'No'],
    ['tool', 'saw', 'Saw'],
    ['tool', 'axe', 'Axe'],
    ['town', 'a', 'Abeka'],
    ['town', 'b', 'Borim'],
  ],
  settings: [
    ['form_id', 'version'],
    ['kinds', '1'],
  ],
});

/** Press Tab until an element with this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < 200; step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const here = document.activeElement;
      const labels = (here?.getAttribute('aria-labelledby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id)?.textContent ?? '');
      const card = here?.closest('article')?.getAttribute('aria-label') ?? '';
      return [card, here?.getAttribute('aria-label') ?? '', ...labels].join(' ');
    });
    if (name.test(at)) return;
  }
  throw new Error(`The Tab key does not lead to ${String(name)}`);
}

async function tabToButton(page: Page, name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name });
  for (let step = 0; step < 200; step += 1) {
    if (await button.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not lead to the button ${String(name)}`);
}

test('every question kind is answered by keyboard alone and stored in the format of forms', async () => {
  const { folder, remove, server, programme } = await startProgramme();
  const form = path.join(folder, 'kinds.xlsx');
  writeFileSync(form, workbook);
  await programme.publish(form);
  const { laptop, page, field } = await startFieldwork(folder, server.url, programme);
  await field.startForm('North district');

  const type = async (name: RegExp, ...keys: readonly string[]): Promise<void> => {
    await tabTo(page, name);
    for (const key of keys) {
      if (key.startsWith('<')) await page.keyboard.press(key.slice(1, -1));
      else await page.keyboard.type(key);
    }
  };
  // The system's own dialog asks for the file.
  const give = (question: RegExp, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> =>
    field.asked(question).locator('input[type=file]').setInputFiles(file);
  await type(/^Place/, 'Talam');
  await type(/^People/, '12');
  await type(/^Metres/, '3,5');
  await type(/^Day/, '05032024');
  await type(/^Begun/, '0930');
  await type(/^Open\?/, '<Space>');
  await type(/^Tools/, '<Space>');
  await type(/^Town/, 'Bor', '<ArrowDown>', '<Enter>');
  await type(/^Agree\?/, '<Space>');
  await type(/^Sure/, '<ArrowRight>', '<ArrowRight>');
  await type(/Latitude/, '33,51', '<Tab>', '36.29');
  await type(/^Seen/, '<Space>');
  await type(/^Left/, '050320241745');
  await type(/^Most used first Move down: Saw/, '<Enter>');
  await tabToButton(page, 'Next: Views');
  await page.keyboard.press('Enter');
  await type(/^Is it warm/, '<Space>');
  await type(/^Is it dry/, '<ArrowDown>');
  await tabToButton(page, /^Next: /);
  await page.keyboard.press('Enter');
  await give(/^Picture of the front/, {
    name: 'front.png',
    mimeType: 'image/png',
    buffer: await page.screenshot(),
  });
  await give(/^List of tools/, { name: 'tools.csv', mimeType: 'text/csv', buffer: Buffer.from('saw,1\n') });
  await field.untilSaved();

  const file = path.join(folder, 'mine.zip');
  await laptop.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole('button', { name: 'Save the answers' }).click();
  await expect.poll(() => existsSync(file)).toBe(true);
  const json = unzipSync(readFileSync(file))['data.json'];
  const [answers] = JSON.parse(strFromU8(json ?? new Uint8Array()));
  expect(answers).toMatchObject({
    place: 'Talam',
    people: 12,
    metres: 3.5,
    day: '2024-03-05',
    begun: expect.stringMatching(/^09:30:00\.000[-+]\d\d:\d\d$/),
    open: 'y',
    tools: ['saw'],
    town: 'b',
    agree: 'y',
    sure: expect.any(Number),
    at: '33.51 36.29 0 0',
    seen: 'OK',
    left: expect.stringMatching(/^2024-03-05T17:45:00\.000[-+]\d\d:\d\d$/),
    first: ['axe', 'saw', 'other'],
    views: { warm: 'y', dry: 'n' },
    front: { name: 'front.png', type: 'image/png' },
    list: { name: 'tools.csv', bytes: 6 },
    both: '42',
  });
  await laptop.quit();
  await server.stop();
  await remove();
});
