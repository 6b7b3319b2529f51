import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { _electron, type Page } from '@playwright/test';
import { argon2id } from 'hash-wasm';
import { packAsarArchive } from '#build/setup/asar.mjs';
import { openVaultOnScreen, someOwner } from '#tests/support/app/vault.ts';
import { makeFolderUntilExit } from '#tests/support/temporary/make-folder.ts';
import { exitCodeOf } from '../rig/figure-table.ts';
import { medianOf } from '../sync/sync-figures.ts';

// `npm run bench -- launch [--runs 9]`: time of the packaged app from the start of its process to the unlock
// screen, beside a hello-world of the same runtime. Runs alternate and are warm. Then from the passphrase to
// the missions, beside Argon2id alone.

/** Started program, and the page in its window. */
interface StartedProgram {
  readonly page: Page;
  /** From the start of the process to the last large paint since. */
  readonly paintedMs: number;
  /** Part of it until the page began to load. */
  readonly pageMs: number;
  end(): Promise<void>;
}

/**
 * Start a packaged program and wait until its screen is complete. The page notes the times of paints by the
 * system's clock, so that the measurement costs the figure nothing.
 */
async function startProgram(
  program: string,
  profile: string,
  untilScreen: (page: Page) => Promise<void>,
): Promise<StartedProgram> {
  const startedMs = Date.now();
  const app = await _electron.launch({ executablePath: program, args: [`--user-data-dir=${profile}`] });
  const page = await app.firstWindow();
  await untilScreen(page);
  return {
    page,
    paintedMs: (await lastPaintMs(page)) - startedMs,
    pageMs: (await page.evaluate(() => performance.timeOrigin)) - startedMs,
    end: () => app.close(),
  };
}

/** The last entry of the largest contentful paint, as milliseconds since 1970. */
const lastPaintMs = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const last = list.getEntries().at(-1);
          resolve(performance.timeOrigin + (last?.startTime ?? 0));
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );

const helloPageHtml = '<!doctype html><title>Hello</title><h1>Hello world</h1>';
// By its address: a packaged app of ours may not read pages from files.
const helloMainScript = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 })
  .loadURL(${JSON.stringify(`data:text/html,${encodeURIComponent(helloPageHtml)}`)}));`;

/**
 * Copy of the packaged app that can be driven: nobody can attach to the shipped one. One fuse is changed, the
 * same one in both programs.
 */
async function makeDrivenProgram(packaged: string, folder: string): Promise<string> {
  fs.cpSync(packaged, folder, { recursive: true });
  const program = path.join(folder, 'fieldbook');
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return program;
}

/** Smallest possible window: the same runtime around a page with one heading. */
async function makeHelloProgram(packaged: string, folder: string): Promise<string> {
  const program = await makeDrivenProgram(packaged, folder);
  const description = JSON.stringify({ name: 'hello', main: 'main.js' });
  const files = { 'package.json': description, 'main.js': helloMainScript };
  const archive = packAsarArchive(
    Object.entries(files).map(([name, text]) => [name, Buffer.from(text)] as const),
  );
  fs.writeFileSync(path.join(folder, 'resources', 'app.asar'), archive);
  fs.rmSync(path.join(folder, 'resources', 'app.asar.unpacked'), { recursive: true, force: true });
  return program;
}

const { values } = parseArgs({ options: { runs: { type: 'string', default: '9' } } });
const runCount = Number(values.runs);
const { passphrase } = someOwner;

const packagedAppFolder = path.resolve('dist/release/linux-unpacked');
const { folder, remove } = makeFolderUntilExit('launch');
const ownProfileFolder = path.join(folder, 'ours');
const helloProgram = await makeHelloProgram(packagedAppFolder, path.join(folder, 'hello-app'));
const ownProgram = await makeDrivenProgram(packagedAppFolder, path.join(folder, 'our-app'));

const untilUnlockScreen = async (page: Page): Promise<void> =>
  page.getByRole('textbox', { name: 'Passphrase' }).waitFor();
const untilHelloScreen = async (page: Page): Promise<void> => page.getByRole('heading').waitFor();
const untilHomeScreen = async (page: Page): Promise<void> =>
  page.getByRole('textbox', { name: /^Code/ }).waitFor({ timeout: 60_000 });

await createBenchVault();
const launchTimes = {
  ours: [] as number[],
  oursPage: [] as number[],
  hello: [] as number[],
  helloPage: [] as number[],
  unlock: [] as number[],
};
for (let run = 0; run <= runCount; run += 1) {
  const mine = await startProgram(ownProgram, ownProfileFolder, untilUnlockScreen);
  const unlockedMs = await measureScreenUnlock(mine.page);
  await mine.end();
  const other = await startProgram(helloProgram, path.join(folder, 'hello'), untilHelloScreen);
  await other.end();
  if (run === 0) continue; // it warms the caches of the disk
  launchTimes.ours.push(mine.paintedMs);
  launchTimes.oursPage.push(mine.pageMs);
  launchTimes.hello.push(other.paintedMs);
  launchTimes.helloPage.push(other.pageMs);
  launchTimes.unlock.push(unlockedMs);
}
const [vault = ''] = fs.readdirSync(path.join(ownProfileFolder, 'vaults'));
const derivationTimes = await measureDerivation(path.join(ownProfileFolder, 'vaults', vault, 'vault.json'));
await remove();

const tableRow = (name: string, all: readonly number[]): string =>
  `| ${name} | ${medianOf(all).toFixed(0)} | ${Math.min(...all).toFixed(0)} | ${Math.max(...all).toFixed(0)} |`;
const maximumLaunchRatio = 1.2;
const launchRatio = medianOf(launchTimes.ours) / medianOf(launchTimes.hello);
console.log(
  [
    `${runCount} runs each, in turns, warm, ${os.cpus().length} cores, load ${os.loadavg()[0]?.toFixed(1)} at the end. Start of the`,
    'process to the last large paint; passphrase handed in to the first screen behind it.',
    '',
    '| ms | median | least | most |',
    '| --- | --- | --- | --- |',
    tableRow('to the unlock screen', launchTimes.ours),
    tableRow('- of it to the beginning of the page', launchTimes.oursPage),
    tableRow('hello world, same runtime', launchTimes.hello),
    tableRow('- of it to the beginning of the page', launchTimes.helloPage),
    tableRow('passphrase to usable home', launchTimes.unlock),
    tableRow('Argon2id alone', derivationTimes),
    '',
    `launch: ${launchRatio.toFixed(2)} x hello world (wanted: less than ${maximumLaunchRatio})`,
  ].join('\n'),
);
process.exit(exitCodeOf([{ isMet: launchRatio < maximumLaunchRatio }]));

/** A vault of its own, on the first start. */
async function createBenchVault(): Promise<void> {
  const firstProgram = await startProgram(ownProgram, ownProfileFolder, (page) =>
    page.locator('main').first().waitFor(),
  );
  await openVaultOnScreen(firstProgram.page);
  await firstProgram.end();
}

/** From the key that submits the passphrase to the first screen of the open vault, in milliseconds. */
async function measureScreenUnlock(page: Page): Promise<number> {
  await page.getByRole('textbox', { name: 'Passphrase' }).fill(passphrase);
  const startedMs = performance.now();
  await page.keyboard.press('Enter');
  await untilHomeScreen(page);
  return performance.now() - startedMs;
}

/** Derivation with the parameters of this vault's own header and nothing around it. */
async function measureDerivation(header: string): Promise<readonly number[]> {
  const { kdf } = JSON.parse(fs.readFileSync(header, 'utf8')) as {
    kdf: { memoryKiB: number; passes: number; lanes: number; salt: string };
  };
  const all: number[] = [];
  for (let run = 0; run < runCount; run += 1) {
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
