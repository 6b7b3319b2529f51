import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { BenchApp, benchFolderOf, makeAppFolder } from '../rig/bench-app.ts';
import {
  type BenchFigure,
  durationFigure,
  exitCodeOf,
  formatFigureTable,
  formatMs,
  quantileOf,
} from '../rig/figure-table.ts';
import { scalePageContract } from '../scale-page/scale-page.ts';

// `npm run bench -- search [--missions 10] [--assessments 1000] [--answers 60] [--reuse]`: the search of everything in the
// store's own worker, for each typed letter. Beside it a scan of all texts in memory, in the same run. The filled laptop
// stays in dist/bench/search-data; `--reuse` takes that of the run before, while its content would be the same.

const { values } = parseArgs({
  options: {
    missions: { type: 'string', default: '10' },
    assessments: { type: 'string', default: '1000' },
    answers: { type: 'string', default: '60' },
    reuse: { type: 'boolean', default: false },
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

const filledFile = path.join(benchFolderOf('search'), 'filled.json');
const isFilled =
  values.reuse && fs.existsSync(filledFile) && fs.readFileSync(filledFile, 'utf8') === contentOfLaptop();
if (!isFilled) {
  logProgress('filling a new laptop through snapshots');
  const empty = await BenchApp.startNew('search', scalePageContract);
  await empty.ask('start', size, true);
  await empty.ask('fill');
  await empty.quit();
  fs.writeFileSync(filledFile, contentOfLaptop());
}

logProgress(`starting the app on ${isFilled ? 'the laptop of the run before' : 'what is there now'}`);
makeAppFolder('search');
const app = await BenchApp.start('search', scalePageContract);
await app.ask('start', size, false);
const beforeMb = await app.memoryMb();
const whileBuilding = await app.ask('write', 40);
const builtMs = await app.ask('untilIndexed');
const afterMb = await app.memoryMb();
logProgress('typing');
const [searched, searchedCpuMs] = await typeWords();
const [again, againCpuMs] = await typeWords();
const searchedMb = await app.memoryMb();
const [written, writtenInSync] = await writeBesideSync();
logProgress('scanning all texts');
const scanned = await app.ask('scanTexts', typedWords);
await app.quit();

const searchedMs = searched.map(({ tookMs }) => tookMs);
const searchFigures: readonly BenchFigure[] = [
  {
    ...durationFigure('a typed letter', searchedMs, 50),
    floor: `scan: p50 ${formatMs(quantileOf(scanned, 0.5))}, p95 ${formatMs(quantileOf(scanned, 0.95))}`,
  },
  durationFigure(
    'the same words again',
    again.map(({ tookMs }) => tookMs),
    50,
  ),
  {
    name: 'processor for a letter, all processes',
    value: `${cpuOf(searchedCpuMs)}, again ${cpuOf(againCpuMs)}`,
  },
  { name: 'build of the index, from the first screen on', value: `${(builtMs / 1_000).toFixed(1)} s` },
  durationFigure('a write while it is built', whileBuilding, 100),
  durationFigure('a write when it is there', written, 100),
  { name: 'the same while it syncs', value: durationFigure('', writtenInSync, 100).value },
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
    '',
    `Slowest: ${searched
      .toSorted((a, b) => b.tookMs - a.tookMs)
      .slice(0, 8)
      .map(({ typed, tookMs }) => `"${typed}" ${formatMs(tookMs)}`)
      .join(', ')}.`,
  ].join('\n'),
);
process.exit(exitCodeOf(searchFigures));

/** Size of the laptop, and the files that its content and its tables come from. */
function contentOfLaptop(): string {
  const sources = [
    'bench/workload/many-documents.ts',
    'tests/data/privacy-check/sentences.json',
    'renderer/store/db/database.ts',
  ];
  const hash = createHash('sha256');
  for (const source of sources) hash.update(fs.readFileSync(path.resolve(source)));
  return JSON.stringify({ size, sources: hash.digest('hex') });
}

/** Type all words; the second figure is the processor time of a letter in all processes of the app. */
async function typeWords() {
  const beforeS = await app.processorSeconds();
  const typedLetters = await app.ask('searchTexts', typedWords);
  const afterS = await app.processorSeconds();
  const cpuMs =
    beforeS === null || afterS === null ? null : (1_000 * (afterS - beforeS)) / typedLetters.length;
  return [typedLetters, cpuMs] as const;
}

/** Write with and without sync in turns: a sync round of all missions keeps a write waiting, with and without the index. */
async function writeBesideSync() {
  const [alone, inSync]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < 4; turn += 1) {
    const isPaused = turn % 2 === 0;
    await app.ask('pauseSync', isPaused);
    (isPaused ? alone : inSync).push(...(await app.ask('write', 20)));
  }
  return [alone, inSync] as const;
}

function cpuOf(ms: number | null): string {
  return ms === null ? 'not told here' : formatMs(ms);
}

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
