import inspector from 'node:inspector';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { app, crashReporter, dialog, ipcMain, protocol } from 'electron';
import { openAppPage } from './app-page.ts';
import { removeDebuggerSwitches, setHeapFlags } from './chromium-switches.ts';
import { pinDatabaseEngine } from './database-engine.ts';
import { hardenWebContents } from './hardening/harden-web-contents.ts';
import { acceptHostPorts } from './ipc/host-port-channel.ts';
import { exitUnwritableProfile, isProfileWritable } from './profile-folder.ts';
import { exitOnUncaughtError, openShellLog } from './shell-log.ts';
import { createDeferred, readStartFlags } from './start-flags.ts';
import type { RunningShell } from './start-shell.ts';
import { appScheme, isAppPage } from './window/app-protocol.ts';
import { shellLanguageOf } from './window/shell-labels.ts';

/** Time in which a page loads if it loads at all. On a very busy machine being later costs nothing. */
const pageTimeoutMs = 1_000;

// Work that must precede Chromium's `ready`, and the window. Everything else is in start-shell.ts, loaded after the
// window is opened: each line here delays the first picture. No top-level await: `ready` comes after this module has
// ended.

const { isPackaged } = app;
const userDataFolder = app.getPath('userData');
const shellLog = openShellLog(path.join(userDataFolder, 'logs'), Date.now);
exitOnUncaughtError(app, shellLog);

for (const flag of removeDebuggerSwitches(app.commandLine, isPackaged, inspector.url()))
  shellLog.note('blocked', {}, flag);
const startFlags = readStartFlags(process.argv);
if (startFlags.keepCrashDumps) crashReporter.start({ uploadToServer: false });
// For every process, not only the window's. Chromium's sandbox cannot start as root, which tests may use.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
pinDatabaseEngine(app.commandLine);
setHeapFlags(app.commandLine);
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
const logBlocked = (what: string): void => shellLog.note('blocked', {}, what);
hardenWebContents(app, logBlocked);

// The lock is a file in the profile: without it, this process would look like a second instance.
if (!isProfileWritable(userDataFolder)) void exitUnwritableProfile(app, dialog, userDataFolder);
else if (app.requestSingleInstanceLock()) void app.whenReady().then(runShell);
else app.quit();

/**
 * Open the window first: while its process reads the page, the rest of the shell loads and the vaults open. Requests of
 * the page wait meanwhile.
 */
async function runShell(): Promise<void> {
  shellLog.note('start', { isPackaged, electron: Number.parseInt(process.versions.electron, 10) });
  const starting = createDeferred<RunningShell>();
  const pageThere = createDeferred<null>();
  let runningShell: RunningShell | null = null;
  acceptHostPorts(ipcMain, isAppPage, {
    open: (shellPort) => void starting.promise.then(({ ports }) => ports.open(shellPort)),
  });

  const { window } = await openAppPage({
    userData: userDataFolder,
    programs: import.meta.dirname,
    log: shellLog,
    // Before the shell is there, nothing can have been typed.
    flush: async (atMostMs) => runningShell?.ports.flush(atMostMs),
    language: () => runningShell?.language() ?? shellLanguageOf(app.getLocale()),
    printed: (folder) => runningShell?.printed(folder) ?? null,
    onBlocked: logBlocked,
    mayFilm: () => runningShell?.mayFilm() ?? false,
    mayClose: () => runningShell?.mayClose() ?? true,
    onWindow: (opened) => void starting.promise.then((started) => started.watchWindow(opened)),
    onPage: () => {
      pageThere.resolve(null);
      runningShell?.pageLoaded();
    },
    isReloading: () => runningShell?.isReloading() ?? false,
    onClosed: () => runningShell?.onWindowClosed(),
  });

  // Not sooner: until the page is loaded this thread also serves the page's process. A page that fails to load must not
  // keep the shell from a remote command.
  await Promise.race([pageThere.promise, setTimeout(pageTimeoutMs)]);
  const { startShell } = await import('./start-shell.ts');
  runningShell = await startShell({
    userData: userDataFolder,
    programs: import.meta.dirname,
    log: shellLog,
    flags: startFlags,
    window,
  });
  starting.resolve(runningShell);
}
