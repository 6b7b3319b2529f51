import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { once } from 'node:events';
import path from 'node:path';

/** A laptop: the real app on a profile folder of its own. */
export interface Laptop {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Closes the app as a person does. */
  quit(): Promise<void>;
  /** `kill -9` of the shell and all its processes. */
  kill(): Promise<void>;
}

export interface LaptopOptions {
  readonly profile: string;
  /** A code handed over at start, used when the profile is new. */
  readonly enrol?: { readonly url: string; readonly code: string };
}

/** Starts the app and waits for its window. The profile keeps everything between two starts. */
export async function startLaptop({ profile, enrol }: LaptopOptions): Promise<Laptop> {
  const app = await _electron.launch({
    args: [
      path.resolve('.'),
      `--user-data-dir=${profile}`,
      ...(enrol ? [`--enrol-url=${enrol.url}`, `--enrol-code=${enrol.code}`] : []),
    ],
  });
  const page = await app.firstWindow();
  return { app, page, quit: () => app.close(), kill: () => killAll(app) };
}

async function killAll(app: ElectronApplication): Promise<void> {
  const shell = app.process();
  const ended = once(shell, 'exit');
  const processes = await app.evaluate(({ app: electron }) => electron.getAppMetrics().map(({ pid }) => pid));
  for (const pid of processes) process.kill(pid, 'SIGKILL');
  await ended;
}
