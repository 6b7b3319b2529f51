import { once } from 'node:events';
import path from 'node:path';
import { _electron, type ElectronApplication, expect, type Page } from '@playwright/test';
import { moveClock } from '#tests/support/clock/moved-clock.cjs';
import { aheadVariable, movedClockFile } from '#tests/support/clock/moved-environment.ts';
import { openWithClock } from './laptop-clock.ts';
import { isRunning } from './processes.ts';
import { openVaultOnScreen, type VaultOwner } from './vault.ts';

/** A laptop: the real app on a profile folder of its own. */
export interface Laptop {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly profile: string;
  /** Close the app as a person does. */
  quit(): Promise<void>;
  /** `kill -9` of the shell and all its processes. */
  kill(): Promise<void>;
  /** `kill -9` of the shell alone; its other processes end because it is gone. */
  killShell(): Promise<void>;
}

export interface LaptopOptions {
  readonly profile: string;
  /** A code handed over at start, used when the profile is new. */
  readonly enrol?: { readonly url: string; readonly code: string };
  /** The folder for temporary files that the app is given, in place of the system's. */
  readonly temporary?: string;
  /** Person of the vault that is opened, or made; `null` stays before the locked vaults. */
  readonly owner?: VaultOwner | null;
  /** A flag by which Chromium takes the certificate of this journey. */
  readonly trust?: string;
  /** A film (`filmOfCode`) that the app gets as the picture of the laptop's camera. */
  readonly camera?: string;
  /** The system around the app, beside our own environment. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Use the keychain of that system, where there is one; else none, as everywhere else in these journeys. */
  readonly usesKeychain?: boolean;
  /** Time that the clocks of shell, page and store are ahead. */
  readonly aheadMs?: number;
}

/** Start the app, wait for its window and open a vault in it. The profile keeps everything between two starts. */
export async function startLaptop({
  profile,
  enrol,
  temporary,
  owner,
  trust,
  camera,
  environment = {},
  usesKeychain = false,
  aheadMs = 0,
}: LaptopOptions): Promise<Laptop> {
  const app = await _electron.launch({
    args: [
      ...(usesKeychain ? ['-r', path.resolve('tests/support/app/real-keychain.cjs')] : []),
      ...(aheadMs > 0 ? ['-r', movedClockFile] : []),
      path.resolve('.'),
      `--user-data-dir=${profile}`,
      '--demonstration',
      ...(trust === undefined ? [] : [trust]),
      ...(camera === undefined
        ? []
        : ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera}`]),
      ...(enrol ? [`--enrol-url=${enrol.url}`, `--enrol-code=${enrol.code}`] : []),
    ],
    env: {
      ...ours(),
      ...environment,
      ...(temporary !== undefined && { TMPDIR: temporary }),
      ...(aheadMs > 0 && aheadVariable(aheadMs)),
    },
  });
  const page = await app.firstWindow();
  if (aheadMs > 0) {
    await app.context().addInitScript(moveClock, aheadMs);
    await page.reload();
  }
  const openVault = (): Promise<void> => openVaultOnScreen(page, owner ?? undefined);
  if (owner !== null) await (aheadMs > 0 ? openWithClock(page, openVault, aheadMs) : openVault());
  return {
    app,
    page,
    profile,
    quit: () => app.close(),
    kill: () => killAll(app),
    killShell: () => killShell(app),
  };
}

/** Our environment, without unset variables. */
const ours = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

const processesOf = (app: ElectronApplication): Promise<readonly number[]> =>
  app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ pid }) => pid));

async function killShell(app: ElectronApplication): Promise<void> {
  const shell = app.process();
  const ended = once(shell, 'exit');
  const processes = await processesOf(app);
  shell.kill('SIGKILL');
  await ended;
  // Only then is the profile free for the next start.
  await expect.poll(() => processes.filter(isRunning), { timeout: 30_000 }).toEqual([]);
}

async function killAll(app: ElectronApplication): Promise<void> {
  const shell = app.process();
  const ended = once(shell, 'exit');
  const processes = await processesOf(app);
  for (const pid of processes) process.kill(pid, 'SIGKILL');
  await ended;
}
