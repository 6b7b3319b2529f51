import { _electron } from '@playwright/test';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeAppFolder } from '../rig/laptop.ts';
import { type Figure, ms, tableOf, timesFigure } from '../scale/figures.ts';
import type {} from '../form-page/form-page.ts';

// `npm run bench -- form [--keys 300]`: the form of 1,073 questions on the app's own screen: from a key to what is
// drawn, in one section and with a thousand questions asked.

const { values } = parseArgs({ options: { keys: { type: 'string', default: '300' } } });
const keys = Number(values.keys);
const folder = path.resolve('dist/bench/form-app');
fs.rmSync(folder, { recursive: true, force: true });
makeAppFolder(path.join(folder, 'app'), 'form-page');

const app = await _electron.launch({
  args: [path.join(folder, 'app'), `--user-data-dir=${path.join(folder, 'profile')}`],
  timeout: 60_000,
});
const page = await app.firstWindow();
page.on('console', (message) => {
  if (message.type() === 'error') console.error(`  [page] ${message.text().slice(0, 300)}`);
});
await page.waitForFunction(() => window.form !== undefined);
const openedMs = (await page.evaluate(() => window.form?.start('sections'))) ?? Number.NaN;
const inSection = await typed();
await page.evaluate(() => window.form?.start('flat'));
const whole = (await page.evaluate(() => window.form?.drawAll())) ?? 0;
const withAll = await typed();
await app.close();

const figures: readonly Figure[] = [
  { name: 'open the form and draw its first section', value: ms(openedMs) },
  timesFigure(
    'a key, until it is drawn',
    inSection.map(({ drawnMs }) => drawnMs),
    16,
  ),
  timesFigure(
    'a key, until the picture',
    inSection.map(({ paintedMs }) => paintedMs),
    50,
  ),
  timesFigure(
    `a key with ${whole} questions on the page, until it is drawn`,
    withAll.map(({ drawnMs }) => drawnMs),
    16,
  ),
  timesFigure(
    `the same, until the picture`,
    withAll.map(({ paintedMs }) => paintedMs),
    50,
  ),
];
console.log(
  [
    `A form of 1,073 questions on the screen of the app, answered. ${os.cpus().length} cores, load ` +
      `${os.loadavg()[0]?.toFixed(1)} at the end. The store is played in the page and answers as the worker does.`,
    '',
    tableOf(figures),
  ].join('\n'),
);

async function typed() {
  await page.evaluate(() => window.form?.focusText());
  await page.evaluate(() => window.form?.taken());
  for (let at = 0; at < keys; at += 1) await page.keyboard.press('abcdefgh'[at % 8] ?? 'a');
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
  const all = (await page.evaluate(() => window.form?.taken())) ?? [];
  return all.filter(({ paintedMs }) => Number.isFinite(paintedMs));
}
