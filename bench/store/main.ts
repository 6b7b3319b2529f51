import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { deriveKeyInWorker } from '#electron/vault/derive-key.ts';
import { deriveKeyHere } from '#electron/vault/derive-key-here.ts';
import { readVaultHeader } from '#electron/vault/vault-header.ts';
import { makeVault, passphrase, startVaultsIn } from '#tests/support/shell/vaults-in-profile.ts';
import { makeFolderUntilExit } from '#tests/support/temporary/make-folder.ts';
import { BenchApp } from '../rig/bench-app.ts';
import {
  type BenchFigure,
  exitCodeOf,
  formatFigureTable,
  formatMs,
  quantileOf,
} from '../rig/figure-table.ts';
import {
  type BatchTimes,
  rowBatches,
  type SealingRound,
  storePageContract,
} from '../store-page/store-page.ts';

// `npm run bench -- store [--rounds 40]`: cost of encryption at rest. The same Dexie puts and reads the same
// rows in two databases of the app's Chromium, one encrypted and one plain, in alternating rounds. Then the
// time to open a vault.

/**
 * From the passphrase to the open vault, by the shell's own vault service over real files, with Argon2id at
 * this machine's calibrated strength.
 * Floor: Argon2id of the same strength alone. `bench -- launch` and `bench -- scale` measure the screen after
 * it.
 */
async function measureVaultUnlock(rounds: number): Promise<BenchFigure> {
  const derive = deriveKeyInWorker(path.resolve('dist/electron/kdf-worker.js'));
  const { folder, remove } = makeFolderUntilExit('unlock');
  const laptop = startVaultsIn(folder, { derive, nowMs: Date.now, tickMs: () => performance.now() });
  const id = await makeVault(laptop);
  const headerReading = readVaultHeader(laptop.folderOf(id));
  if (headerReading.kind !== 'header') throw new Error('The vault that was just made has no header');
  const { kdf } = headerReading.header;
  const unlockMs: number[] = [];
  const aloneMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    aloneMs.push(await timeAct(() => deriveKeyHere(passphrase, kdf)));
    unlockMs.push(
      await timeAct(async () => {
        const opened = await laptop.vaultService.unlock({ id, passphrase });
        if (opened.kind !== 'open') throw new Error(`Not opened: ${opened.kind}`);
      }),
    );
    await laptop.vaultSession.lock();
  }
  await remove();
  const [ours, floor] = [quantileOf(unlockMs, 0.5), quantileOf(aloneMs, 0.5)];
  return {
    name: `unlock (${kdf.memoryKiB / 1_024} MiB, ${kdf.passes} passes)`,
    value: `${formatMs(ours)} (x ${(ours / floor).toFixed(2)})`,
    floor: formatMs(floor),
  };
}

async function timeAct(act: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now();
  await act();
  return performance.now() - startedMs;
}

const maximumPutRatio = 1.4;
const maximumGetRatio = 1.9;
const warmUpRounds = 4;
const unlockRounds = 9;

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '40' } } });
const storeApp = await BenchApp.startNew('store', storePageContract);
const sealingRounds = await storeApp.ask('measure', Number(values.rounds) + warmUpRounds);
await storeApp.quit();

const measuredRounds = sealingRounds.slice(warmUpRounds * rowBatches.length);
const storeFigures = rowBatches.flatMap(({ name, rows }) => {
  const ofBatch = measuredRounds.filter(({ batch }) => batch === name);
  return [
    sealingFigure(`put ${rows} ${name}`, ofBatch, ({ putMs }) => putMs, maximumPutRatio),
    sealingFigure(`get ${rows} ${name}`, ofBatch, ({ getMs }) => getMs, maximumGetRatio),
  ];
});
const unlockFigure = await measureVaultUnlock(unlockRounds);
console.log(
  [
    `Sealed rows beside plain ones, medians of ${values.rounds} rounds, ${os.cpus().length} cores, load ` +
      `${os.loadavg()[0]?.toFixed(1)} at the end. Electron, IndexedDB with strict transactions; "floor" is plain, and of ` +
      'unlocking Argon2id alone.',
    '',
    formatFigureTable([...storeFigures, unlockFigure]),
    '',
    `encryption at rest: ${storeFigures.every(({ isMet }) => isMet) ? 'MET' : 'NOT MET'}`,
  ].join('\n'),
);
process.exit(exitCodeOf([...storeFigures, unlockFigure]));

function sealingFigure(
  name: string,
  rounds: readonly SealingRound[],
  of: (times: BatchTimes) => number,
  most: number,
): BenchFigure {
  const plain = quantileOf(
    rounds.map((round) => of(round.plain)),
    0.5,
  );
  const sealed = quantileOf(
    rounds.map((round) => of(round.sealed)),
    0.5,
  );
  const ratio = sealed / plain;
  return {
    name,
    value: `${formatMs(sealed)} (x ${ratio.toFixed(2)})`,
    floor: formatMs(plain),
    target: `<= ${most} x`,
    isMet: ratio <= most,
  };
}
