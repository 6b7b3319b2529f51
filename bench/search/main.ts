import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeAppFolder } from '../rig/bench-laptop.ts';
import {
  type BenchFigure,
  durationFigure,
  formatFigureTable,
  formatMs,
  quantileOf,
} from '../rig/figure-table.ts';
import { ScaleApp } from '../scale/measure-scale.ts';

// `npm run bench -- search [--missions 10] [--assessments 1000] [--answers 60]`: the search of everything in the store's
// own worker, for each typed letter. Beside it a scan of all texts in memory, in the same run.

const { values } = parseArgs({
  options: {
    missions: { type: 'string', default: '10' },
    assessments: { type: 'string', default: '1000' },
    answers: { type: 'string', default: '60' },
  },
});
const size = {
  missions: Number(values.missions),
  assessmentsPerMission: Number(values.assessments),
  answers: Number(values.answers),
  isWritten: true,
};
const typedWords = [
  'backlog of cases',
  'laboratory',
  'bugdet line',
  'procédure écrite',
  'formation',
  'المختبر',
  'ميزانية',
  'capacitación',
  'отчёт',
  '实验室',
  'D3.2 training',
  'nowhere at all',
];
const maximumMemoryMb = 400;
const benchStartMs = performance.now();
const logProgress = (what: string): void =>
  console.error(`[${((performance.now() - benchStartMs) / 1_000).toFixed(0)} s] ${what}`);

const folder = path.resolve('dist/bench/search-data');
fs.rmSync(folder, { recursive: true, force: true });
const [appFolder, profile] = [path.join(folder, 'app'), path.join(folder, 'profile')];
makeAppFolder(appFolder, 'search-page');

logProgress('filling a new laptop through snapshots');
const empty = await ScaleApp.start(appFolder, profile);
await empty.ask('start', size, true);
await empty.ask('fill');
await empty.quit();

logProgress('starting the app on what is there now');
const app = await ScaleApp.start(appFolder, profile);
await app.ask('start', size, false);
const beforeMb = await app.memoryMb();
const whileBuilding = await app.ask('write', 40);
const builtMs = await app.ask('untilIndexed');
const afterMb = await app.memoryMb();
logProgress('typing');
const searched = await app.ask('searchTexts', typedWords);
const again = await app.ask('searchTexts', typedWords);
const searchedMb = await app.memoryMb();
const written = await app.ask('write', 40);
const scanned = await app.ask('scanTexts', typedWords);
await app.quit();

const searchFigures: readonly BenchFigure[] = [
  {
    ...durationFigure('a typed letter', searched, 50),
    floor: `scan: p50 ${formatMs(quantileOf(scanned, 0.5))}, p95 ${formatMs(quantileOf(scanned, 0.95))}`,
  },
  durationFigure('the same words again', again, 50),
  { name: 'build of the index, from the first screen on', value: `${(builtMs / 1_000).toFixed(1)} s` },
  durationFigure('a write while it is built', whileBuilding, 100),
  durationFigure('a write when it is there', written, 100),
  memoryFigure('memory with the index', afterMb),
  memoryFigure('memory after the searches', searchedMb),
];
console.log(
  [
    `${(size.missions * size.assessmentsPerMission).toLocaleString('en')} assessments of ${size.answers} answers in six languages, ` +
      `${searched.length} letters, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)} at the end. ` +
      "Electron with the store's own worker, from the page and back. Floor: a scan of all texts in memory, without excerpts.",
    '',
    formatFigureTable(searchFigures),
  ].join('\n'),
);
process.exit(0);

function memoryFigure(name: string, mb: number | null): BenchFigure {
  if (mb === null || beforeMb === null) return { name, value: 'not told here' };
  return {
    name,
    value: `${Math.round(mb)} MB`,
    floor: `${Math.round(beforeMb)} MB before`,
    target: `< ${maximumMemoryMb} MB`,
    isMet: mb < maximumMemoryMb,
  };
}
