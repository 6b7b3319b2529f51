import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { _electron } from '@playwright/test';
import { makeAppFolder } from '../rig/bench-laptop.ts';
import { waitFor } from '../rig/bounded-wait.ts';
import {
  type BenchFigure,
  durationFigure,
  exitCodeOf,
  formatFigureTable,
  formatMs,
} from '../rig/figure-table.ts';
import type { ActTime } from '../roster-page/roster-page.ts';

// `npm run bench -- roster [--participants 500] [--halfdays 8]`: a workshop with many participants on the app's
// own screens, over the store's own worker. Measures the longest time that each act blocks the page.

const { values } = parseArgs({
  options: {
    participants: { type: 'string', default: '500' },
    halfdays: { type: 'string', default: '8' },
  },
});
const participants = Number(values.participants);
const longestBlockMs = 50;
const longestImportMs = 2_000;
const repeats = { open: 12, toggle: 40, add: 20 };

const folder = path.resolve('dist/bench/roster-data');
fs.rmSync(folder, { recursive: true, force: true });
makeAppFolder(path.join(folder, 'app'), 'roster-page');
const electronApp = await _electron.launch({
  args: [path.join(folder, 'app'), `--user-data-dir=${path.join(folder, 'profile')}`],
  timeout: 60_000,
});
const page = await electronApp.firstWindow();
page.setDefaultTimeout(0);
page.on('console', (message) => {
  if (message.type() === 'error') console.error(`  [page] ${message.text().slice(0, 300)}`);
});
await waitFor(
  'page of the measurement',
  page.waitForFunction(() => window.roster !== undefined),
  2,
);
await waitFor(
  'workshop on the screen',
  page.evaluate((halfDays) => window.roster?.start(halfDays), Number(values.halfdays)),
);
const preview = await waitFor(
  'preview of the list',
  page.evaluate((rows) => window.roster?.previewList(rows), participants),
);
const imported = await waitFor(
  'import of the list',
  page.evaluate(() => window.roster?.importList()),
);
const opened =
  (await waitFor(
    'opened grid',
    page.evaluate((times) => window.roster?.openGrid(times), repeats.open),
  )) ?? [];
const toggled =
  (await waitFor(
    'drawn toggle',
    page.evaluate((times) => window.roster?.toggle(times), repeats.toggle),
  )) ?? [];
const added =
  (await waitFor(
    'drawn row',
    page.evaluate((times) => window.roster?.addRow(times), repeats.add),
  )) ?? [];
await waitFor('end of the app', electronApp.close(), 2);

const blockOf = (actTimes: readonly ActTime[]): readonly number[] =>
  actTimes.map(({ blockedMs }) => blockedMs);
const importMs = (preview?.doneMs ?? Number.NaN) + (imported?.doneMs ?? Number.NaN);
const figures: readonly BenchFigure[] = [
  durationFigure('opening the grid, longest block', blockOf(opened), longestBlockMs),
  durationFigure('a toggle, longest block', blockOf(toggled), longestBlockMs),
  durationFigure('a row added, longest block', blockOf(added), longestBlockMs),
  {
    name: `import of ${participants} rows`,
    value: formatMs(importMs),
    target: `< ${longestImportMs} ms`,
    isMet: importMs < longestImportMs,
  },
  { name: 'of it: reading and preview', value: formatMs(preview?.doneMs ?? Number.NaN) },
];
console.log(
  [
    `A workshop with ${participants} participants and ${values.halfdays} half-days, ${os.cpus().length} cores, load ` +
      `${os.loadavg()[0]?.toFixed(1)} at the end. Electron with the app's screens and the store's own worker; shell and ` +
      'headquarters are played in the page.',
    '',
    formatFigureTable(figures),
  ].join('\n'),
);
process.exit(exitCodeOf(figures));
