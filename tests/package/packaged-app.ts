import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { makeFolderUntilExit } from '#tests/support/temporary/make-folder.ts';

/** The app as `npm run package` made it for this machine. */
export const packagedProgram = path.resolve(
  import.meta.dirname,
  '../../dist/release/linux-unpacked/fieldbook',
);

/** The account `nobody`: an ordinary user that every Linux has. Chromium's sandbox works for it without a flag. */
const nobody = 65534;

/** A running packaged app that a test can drive. */
export interface PackagedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Its `--user-data-dir`. */
  readonly profile: string;
  /** Kernel facts about its processes, such as `Seccomp: 2`, by process type. */
  readonly processStatus: (type: 'renderer') => string;
  readonly close: () => Promise<void>;
}

/**
 * Start the packaged app with an empty profile and the real sandbox, as the present user, or as `nobody` when that is
 * root. A copy with one changed fuse runs, `EnableNodeCliInspectArguments`: nobody can drive the shipped app (see
 * `startAsShipped`).
 */
export async function startPackagedApp(): Promise<PackagedApp> {
  const place = makePlace();
  const program = copyOf(packagedProgram, place.folder);
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const app = await _electron
    .launch({
      executablePath: wrapper(place.folder, program),
      // A camera and a microphone, so that a denial is a denial and not an absence.
      args: [`--user-data-dir=${place.profile}`, '--use-fake-device-for-media-stream'],
      chromiumSandbox: true,
      cwd: place.folder,
      env: ordinaryEnvironment(place.home),
    })
    .catch(async (error: unknown) => {
      await place.remove();
      throw error;
    });
  return {
    app,
    page: await app.firstWindow(),
    profile: place.profile,
    processStatus: (type) => statusOf(type, place.folder),
    close: async () => {
      await app.close();
      await place.remove();
    },
  };
}

/** The app exactly as it is shipped, with flags of a person's own. */
export interface ShippedApp {
  readonly child: ChildProcess;
  readonly profile: string;
  /** Its standard error so far. */
  readonly said: () => string;
  /** The id of its main process; null when it has ended. */
  readonly mainProcess: () => number | null;
  readonly close: () => Promise<void>;
}

/** Start the shipped program, unchanged, as an ordinary user. `make` may change the copy that runs. */
export function startAsShipped(
  flags: readonly string[],
  change: (program: string) => void = () => undefined,
): ShippedApp {
  const place = makePlace();
  const program = copyOf(packagedProgram, place.folder);
  change(program);
  const child = spawn(wrapper(place.folder, program), [`--user-data-dir=${place.profile}`, ...flags], {
    cwd: place.folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    env: ordinaryEnvironment(place.home),
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  return {
    child,
    profile: place.profile,
    said: () => said,
    mainProcess: () =>
      processesOf(program).find(({ command }) => command.startsWith(program) && !command.includes('--type='))
        ?.pid ?? null,
    close: async () => {
      await endGroup(child);
      await place.remove();
    },
  };
}

function makePlace() {
  const { folder, remove } = makeFolderUntilExit('packaged');
  const home = path.join(folder, 'home');
  mkdirSync(home);
  if (isRoot()) for (const one of [folder, home]) chownSync(one, nobody, nobody);
  return { folder, home, profile: path.join(home, 'profile'), remove };
}

// Nobody can read neither a root's working copy nor the key to a root's display: both get their own.
function copyOf(original: string, folder: string): string {
  cpSync(path.dirname(original), path.join(folder, 'app'), { recursive: true });
  return path.join(folder, 'app', path.basename(original));
}

function wrapper(folder: string, program: string): string {
  const script = path.join(folder, 'start.sh');
  const asNobody = `setpriv --reuid ${nobody} --regid ${nobody} --clear-groups xvfb-run -a`;
  writeFileSync(script, `#!/bin/sh\nexec ${isRoot() ? asNobody : ''} '${program}' "$@"\n`, { mode: 0o755 });
  return script;
}

function ordinaryEnvironment(home: string): Record<string, string> {
  const { DISPLAY: _display, XAUTHORITY: _key, XDG_RUNTIME_DIR: _runtime, ...env } = process.env;
  const ours = isRoot() ? { ...env, HOME: home, TMPDIR: home } : process.env;
  return Object.fromEntries(
    Object.entries(ours).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

const isRoot = (): boolean => process.getuid?.() === 0;

function processesOf(words: string): readonly { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc').flatMap((name) => {
    const file = `/proc/${name}/cmdline`;
    if (!/^\d+$/.test(name) || !existsSync(file)) return [];
    const command = readFileSync(file, 'utf8');
    return command.includes(words) ? [{ pid: Number(name), command }] : [];
  });
}

function statusOf(type: string, folder: string): string {
  const found = processesOf(folder).find(({ command }) => command.includes(`--type=${type}`));
  if (!found) throw new Error(`no ${type} process of the app is running`);
  return readFileSync(`/proc/${found.pid}/status`, 'utf8');
}

function endGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    execFileSync('kill', ['-TERM', '--', `-${pid}`]);
  });
}
