import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { FieldApp } from '#tests/support/app/field-app.ts';
import { startLaptop } from '#tests/support/app/laptop.ts';
import { setUpProgramme } from '#tests/support/server/programme.ts';
import { startServer } from '#tests/support/server/server-process.ts';
import { makeFolderUntilExit } from '#tests/support/temporary/make-folder.ts';
import { type BenchFigure, exitCodeOf, formatFigureTable } from '../rig/figure-table.ts';
import { enrolColleague } from './colleague.ts';
import { type AppMemory, MemoryProbe } from './memory-probe.ts';

// `npm run bench -- memory [--minutes 12] [--every 3] [--ops 20] [--answers 5]` measures the app left open
// on an assessment. A colleague replaces so many of its texts every so many seconds, and the person answers so often a
// minute. The values do not grow, the history does. Each reading comes after a full collection, so that it shows what
// is kept; the last one, after the person left the record.

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '12' },
    every: { type: 'string', default: '3' },
    ops: { type: 'string', default: '20' },
    answers: { type: 'string', default: '5' },
  },
});
const [minutes, everySeconds, opsInPack, answersInMinute] = [
  Number(values.minutes),
  Number(values.every),
  Number(values.ops),
  Number(values.answers),
];
const [institution, dimension] = ['Public Prosecution Service', 'Institutions, people and training'];
const settleMs = 5_000;

const { folder } = makeFolderUntilExit('bench-memory');
const server = await startServer(path.join(folder, 'server'));
const programme = await setUpProgramme(path.join(folder, 'server'));
const laptop = await startLaptop({
  profile: path.join(folder, 'laptop'),
  enrol: { url: server.url, code: await programme.leadCode() },
});
const app = new FieldApp(laptop.page);
await app.openMission(programme.mission);
await app.startAssessment(institution, 'Prosecution service');
await app.openDimension(dimension);
await app.rate('D3.2', 1);
await app.untilNothingWaits();

const colleague = await enrolColleague(server.url, await programme.secondCode(), programme.log);
const probe = await MemoryProbe.attach(laptop.app);
let sentOps = await colleague.replaceTexts(colleague.textCount);
let answers = 0;
await app.syncNow();
await app.openAssessment(programme.mission, institution);
await app.openDimension(dimension);
const atStart = await readMemory('at the start');
await work();
const atEnd = await readMemory('at the end');
await app.openMission(programme.mission);
const left = await readMemory('after the record was left');
await laptop.quit();
await server.stop();

const growthFigure = (
  name: string,
  of: (appMemory: AppMemory) => number | null,
  most: { readonly times: number } | { readonly addedMb: number },
): BenchFigure => {
  const [first, last, atLast] = [of(atStart), of(atEnd), of(left)];
  if (first === null || last === null || atLast === null) return { name, value: 'not told here' };
  const mostMb = 'times' in most ? first * most.times : first + most.addedMb;
  return {
    name,
    value: `${last.toFixed(1)} MB, ${atLast.toFixed(1)} MB after the record was left`,
    floor: `${first.toFixed(1)} MB at the start`,
    target: `<= ${mostMb.toFixed(1)} MB after`,
    isMet: atLast <= mostMb,
  };
};
const memoryFigures = [
  growthFigure('memory of all processes (PSS)', ({ pssMb }) => pssMb, { times: 1.25 }),
  growthFigure('JavaScript heap of the page', ({ pageHeapMb }) => pageHeapMb, { addedMb: 5 }),
  growthFigure("JavaScript heap of the store's worker", ({ workerHeapMb }) => workerHeapMb, { addedMb: 5 }),
];
console.log(
  [
    `An app left open for ${minutes} min, ${sentOps} ops of a colleague, ${answers} own answers, ${os.cpus().length} cores, ` +
      `load ${os.loadavg()[0]?.toFixed(1)} at the end. Each figure after a full collection.`,
    '',
    formatFigureTable(memoryFigures),
  ].join('\n'),
);
process.exit(exitCodeOf(memoryFigures));

/** The colleague and the person work side by side for the asked time. */
async function work(): Promise<void> {
  const startMs = performance.now();
  const elapsedSeconds = (): number => (performance.now() - startMs) / 1_000;
  for (let round = 1; elapsedSeconds() < minutes * 60; round++) {
    sentOps += await colleague.replaceTexts(opsInPack);
    if ((elapsedSeconds() / 60) * answersInMinute > answers) {
      await app.rate('D3.2', 1 + (answers % 4));
      answers += 1;
    }
    await delay(Math.max(0, 1_000 * (round * everySeconds - elapsedSeconds())));
    if (round % Math.ceil(60 / everySeconds) === 0) await readMemory('at work');
  }
  await app.untilNothingWaits();
}

async function readMemory(when: string): Promise<AppMemory> {
  await delay(settleMs);
  const appMemory = await probe.read();
  console.error(`[${sentOps} ops, ${answers} answers, ${when}] ${JSON.stringify(appMemory)}`);
  return appMemory;
}
