import os from 'node:os';
import { parseArgs } from 'node:util';
import { BenchApp } from '../rig/bench-app.ts';
import {
  type BenchFigure,
  durationFigure,
  exitCodeOf,
  formatFigureTable,
  formatMs,
} from '../rig/figure-table.ts';
import { type ActTime, rosterPageContract } from '../roster-page/roster-page.ts';

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

const rosterApp = await BenchApp.startNew('roster', rosterPageContract);
await rosterApp.ask('start', Number(values.halfdays));
const preview = await rosterApp.ask('previewList', participants);
const imported = await rosterApp.ask('importList');
const opened = await rosterApp.ask('openGrid', repeats.open);
const toggled = await rosterApp.ask('toggle', repeats.toggle);
const added = await rosterApp.ask('addRow', repeats.add);
await rosterApp.quit();

const blockOf = (actTimes: readonly ActTime[]): readonly number[] =>
  actTimes.map(({ blockedMs }) => blockedMs);
const importMs = preview.doneMs + imported.doneMs;
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
  { name: 'of it: reading and preview', value: formatMs(preview.doneMs) },
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
