import { argon2id } from 'hash-wasm';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from '@playwright/test';
import { openVaultOnScreen, someOwner } from '#tests/journeys/support/vault.ts';
import { makeFolderUntilExit } from '#tests/temporary/make-folder.ts';
import { median } from '../sync/figures.ts';
import { makeDriven, makeHello } from './programs.ts';
import { start } from './start.ts';

// `npm run bench -- launch [--runs 9]`: the packaged app from the start of its process to the unlock screen, beside a
// hello-world of the same runtime, in turns and warm; then from the passphrase to the missions, beside Argon2id alone.

const { values } = parseArgs({ options: { runs: { type: 'string', default: '9' } } });
const runs = Number(values.runs);
const { passphrase } = someOwner;

const packaged = path.resolve('dist/release/linux-unpacked');
const { folder, remove } = makeFolderUntilExit('launch');
const profile = path.join(folder, 'ours');
const hello = await makeHello(packaged, path.join(folder, 'hello-app'));
const ours = await makeDriven(packaged, path.join(folder, 'our-app'));

const unlockScreen = async (page: Page): Promise<void> =>
  page.getByRole('textbox', { name: 'Passphrase' }).waitFor();
const helloScreen = async (page: Page): Promise<void> => page.getByRole('heading').waitFor();
const home = async (page: Page): Promise<void> =>
  page.getByRole('textbox', { name: /^Code/ }).waitFor({ timeout: 60_000 });

await makeVault();
const times = {
  ours: [] as number[],
  oursPage: [] as number[],
  hello: [] as number[],
  helloPage: [] as number[],
  unlock: [] as number[],
};
for (let run = 0; run <= runs; run += 1) {
  const mine = await start(ours, profile, unlockScreen);
  const unlockedMs = await unlock(mine.page);
  await mine.end();
  const other = await start(hello, path.join(folder, 'hello'), helloScreen);
  await other.end();
  if (run === 0) continue; // it warms the caches of the disk
  times.ours.push(mine.paintedMs);
  times.oursPage.push(mine.pageMs);
  times.hello.push(other.paintedMs);
  times.helloPage.push(other.pageMs);
  times.unlock.push(unlockedMs);
}
const [vault = ''] = fs.readdirSync(path.join(profile, 'vaults'));
const derivedMs = await deriveAlone(path.join(profile, 'vaults', vault, 'vault.json'));
await remove();

const row = (name: string, all: readonly number[]): string =>
  `| ${name} | ${median(all).toFixed(0)} | ${Math.min(...all).toFixed(0)} | ${Math.max(...all).toFixed(0)} |`;
const ratio = median(times.ours) / median(times.hello);
console.log(
  [
    `${runs} runs each, in turns, warm, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)} at the end. Start of the`,
    'process to the last large paint; passphrase handed in to the first screen behind it.',
    '',
    '| ms | median | least | most |',
    '| --- | --- | --- | --- |',
    row('to the unlock screen', times.ours),
    row('- of it to the beginning of the page', times.oursPage),
    row('hello world, same runtime', times.hello),
    row('- of it to the beginning of the page', times.helloPage),
    row('passphrase to usable home', times.unlock),
    row('Argon2id alone', derivedMs),
    '',
    `launch: ${ratio.toFixed(2)} x hello world (wanted: less than 1.2)`,
  ].join('\n'),
);
process.exit(0);

/** A vault of its own, on the first start. */
async function makeVault(): Promise<void> {
  const first = await start(ours, profile, (page) => page.locator('main').first().waitFor());
  await openVaultOnScreen(first.page);
  await first.end();
}

/** From the key that hands in the passphrase to the first screen of the open vault, in milliseconds. */
async function unlock(page: Page): Promise<number> {
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  const startedMs = performance.now();
  await page.keyboard.press('Enter');
  await home(page);
  return performance.now() - startedMs;
}

/** The derivation with the figures of this vault's own header and nothing around it. */
async function deriveAlone(header: string): Promise<readonly number[]> {
  const { kdf } = JSON.parse(fs.readFileSync(header, 'utf8')) as {
    kdf: { memoryKiB: number; passes: number; lanes: number; salt: string };
  };
  const all: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const startedMs = performance.now();
    await argon2id({
      password: passphrase,
      salt: Buffer.from(kdf.salt, 'base64'),
      memorySize: kdf.memoryKiB,
      iterations: kdf.passes,
      parallelism: kdf.lanes,
      hashLength: 32,
      outputType: 'binary',
    });
    all.push(performance.now() - startedMs);
  }
  return all;
}
