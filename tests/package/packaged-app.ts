import { chromium, type Browser, type Page } from '@playwright/test';
import { type ChildProcess, execFileSync, spawn, type SpawnOptions } from 'node:child_process';
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readline from 'node:readline';

/** The app as `npm run package` made it for this machine. */
export const packagedProgram = path.resolve(
  import.meta.dirname,
  '../../dist/release/linux-unpacked/fieldbook',
);

/** Nobody: an ordinary user that every Linux has, for whom Chromium's sandbox works without a flag. */
const nobody = 65534;

/** A running packaged app, driven over Chromium's own protocol, since its inspector is off. */
export interface PackagedApp {
  readonly page: Page;
  /** Kernel facts about its processes, such as `Seccomp: 2`, by process type. */
  readonly processStatus: (type: 'renderer') => string;
  readonly close: () => Promise<void>;
}

/**
 * Starts the packaged app with an empty profile, as an ordinary user with the real sandbox: as whoever we are, or as
 * nobody when we are root.
 */
export async function startPackagedApp(): Promise<PackagedApp> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fieldbook-packaged-'));
  const child = spawnAsOrdinaryUser(folder);
  try {
    const browser = await chromium.connectOverCDP(await debuggerAddress(child));
    return {
      page: await firstPage(browser),
      processStatus: (type) => statusOf(type, folder),
      close: async () => {
        await browser.close();
        await endGroup(child);
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await endGroup(child);
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function spawnAsOrdinaryUser(folder: string): ChildProcess {
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const flags = ['--remote-debugging-port=0', `--user-data-dir=${path.join(home, 'profile')}`];
  const options: SpawnOptions = { stdio: ['ignore', 'ignore', 'pipe'], detached: true, cwd: folder };
  if (process.getuid?.() !== 0) return spawn(packagedProgram, flags, options);

  // Nobody can read neither a root's working copy nor the key to a root's display: both get their own.
  cpSync(path.dirname(packagedProgram), path.join(folder, 'app'), { recursive: true });
  for (const place of [folder, home]) chownSync(place, nobody, nobody);
  const program = path.join(folder, 'app', path.basename(packagedProgram));
  const asNobody = ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups'];
  const { DISPLAY: _display, XAUTHORITY: _key, XDG_RUNTIME_DIR: _runtime, ...env } = process.env;
  return spawn('setpriv', [...asNobody, 'xvfb-run', '-a', program, ...flags], {
    ...options,
    env: { ...env, HOME: home, TMPDIR: home },
  });
}

function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const said: string[] = [];
    if (!child.stderr) throw new Error('the app was started without a pipe');
    readline.createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (address) resolve(address);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the app ended with ${code}:\n${said.join('\n')}`)));
  });
}

async function firstPage(browser: Browser): Promise<Page> {
  const [context] = browser.contexts();
  if (!context) throw new Error('the app has no browser context');
  return context.pages()[0] ?? (await context.waitForEvent('page'));
}

function statusOf(type: string, folder: string): string {
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const command = `/proc/${pid}/cmdline`;
    if (!existsSync(command)) continue;
    const words = readFileSync(command, 'utf8');
    if (words.includes(`--type=${type}`) && words.includes(folder))
      return readFileSync(`/proc/${pid}/status`, 'utf8');
  }
  throw new Error(`no ${type} process of the app is running`);
}

function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    execFileSync('kill', ['-TERM', '--', `-${pid}`]);
  });
}
