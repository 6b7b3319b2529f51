import { _electron } from '@playwright/test';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { makeAppFolder } from '../rig/laptop.ts';
import { type Figure, ms, quantile, tableOf } from '../scale/figures.ts';
import { batches, type Round } from '../store-page/store-page.ts';
import { measureUnlock } from './measure-unlock.ts';

// `npm run bench -- store [--rounds 40]`: what sealing costs. The same rows are put and read by the same Dexie in two
// databases of the app's Chromium, one sealed and one plain, taking turns in one run. Then what opening a vault takes.

const mostPut = 1.4;
const mostGet = 1.9;
const warmUpRounds = 4;
const unlockRounds = 9;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '40' } } });
const folder = path.resolve('dist/bench/store-data');
fs.rmSync(folder, { recursive: true, force: true });
const appFolder = path.join(folder, 'app');
makeAppFolder(appFolder, 'store-page');

const app = await _electron.launch({ args: [appFolder, `--user-data-dir=${path.join(folder, 'profile')}`] });
const page = await app.firstWindow();
page.setDefaultTimeout(0);
await page.waitForFunction(() => window.storeBench !== undefined);
const rounds =
  (await page.evaluate((count) => window.storeBench?.measure(count), Number(values.rounds) + warmUpRounds)) ??
  [];
await app.close();

const measured = rounds.slice(warmUpRounds * batches.length);
const figures = batches.flatMap(({ name, rows }) => {
  const ofBatch = measured.filter(({ batch }) => batch === name);
  return [
    figure(`put ${rows} ${name}`, ofBatch, ({ putMs }) => putMs, mostPut),
    figure(`get ${rows} ${name}`, ofBatch, ({ getMs }) => getMs, mostGet),
  ];
});
const unlock = await measureUnlock(unlockRounds);
console.log(
  [
    `Sealed rows beside plain ones, medians of ${values.rounds} rounds, ${os.cpus().length} cores, load ` +
      `${os.loadavg()[0]?.toFixed(1)} at the end. Electron, IndexedDB with strict transactions; "floor" is plain, and of ` +
      'unlocking Argon2id alone.',
    '',
    tableOf([...figures, unlock]),
    '',
    `encryption at rest: ${figures.every(({ isMet }) => isMet) ? 'MET' : 'NOT MET'}`,
  ].join('\n'),
);
process.exit(0);

function figure(
  name: string,
  rounds: readonly Round[],
  of: (times: Round['plain']) => number,
  most: number,
): Figure {
  const plain = quantile(
    rounds.map((round) => of(round.plain)),
    0.5,
  );
  const sealed = quantile(
    rounds.map((round) => of(round.sealed)),
    0.5,
  );
  const ratio = sealed / plain;
  return {
    name,
    value: `${ms(sealed)} (x ${ratio.toFixed(2)})`,
    floor: ms(plain),
    target: `<= ${most} x`,
    isMet: ratio <= most,
  };
}
