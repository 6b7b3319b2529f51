import inspector from 'node:inspector';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { app, crashReporter, dialog, ipcMain, protocol } from 'electron';
import { hardenWebContents, removeDebuggerSwitches } from './hardening/harden-web-contents.ts';
import { acceptHostPorts } from './ipc/accept-host-ports.ts';
import { exitOnUncaughtError, openShellLog } from './shell-log.ts';
import { appScheme, isAppPage } from './window/app-address.ts';
import { isProfileWritable, exitUnwritableProfile } from './profile-folder.ts';
import { pinDatabaseEngine } from './database-engine.ts';
import { createDeferred } from './deferred.ts';
import { readStartFlags } from './start-flags.ts';
import type { RunningShell } from './start-shell.ts';
import { openAppPage } from './app-page.ts';
import { shellLanguageOf } from './window/shell-labels.ts';

/** A page that comes at all has come by then, but on a very busy machine, where it costs nothing to be later. */
const pageTimeoutMs = 1_000;

// What must be said before Chromium is ready, and the window. All that waits for neither is in start/start-shell.ts, which
// is read when the window is on its way: each line here is read before anything shows. This module must not wait at its
// top level: `ready` comes after it has ended.

const { isPackaged } = app;
const userDataFolder = app.getPath('userData');
const shellLog = openShellLog(path.join(userDataFolder, 'logs'), Date.now);
exitOnUncaughtError(app, shellLog);

for (const flag of removeDebuggerSwitches(app.commandLine, isPackaged, inspector.url()))
  shellLog.note('blocked', {}, flag);
const startFlags = readStartFlags(process.argv);
if (startFlags.keepCrashDumps) crashReporter.start({ uploadToServer: false });
// Every process, not only our window's. Chromium cannot start its sandbox as root, where tests may run.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
pinDatabaseEngine(app.commandLine);
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
const logBlocked = (what: string): void => shellLog.note('blocked', {}, what);
hardenWebContents(app, logBlocked);

// The lock is a file in the profile: without one, this would look like a second instance.
if (!isProfileWritable(userDataFolder)) void exitUnwritableProfile(app, dialog, userDataFolder);
else if (app.requestSingleInstanceLock()) void app.whenReady().then(runShell);
else app.quit();

/**
 * The window comes first: while its process reads the page, the rest of the shell is read and the vaults are opened. What
 * the page asks waits for it.
 */
async function runShell(): Promise<void> {
  shellLog.note('start', { isPackaged, electron: Number.parseInt(process.versions.electron, 10) });
  const starting = createDeferred<RunningShell>();
  const pageThere = createDeferred<null>();
  let shell: RunningShell | null = null;
  acceptHostPorts(ipcMain, isAppPage, {
    open: (port) => void starting.promise.then(({ ports }) => ports.open(port)),
  });

  const { window } = await openAppPage({
    userData: userDataFolder,
    programs: import.meta.dirname,
    log: shellLog,
    // Before, nothing can have been typed.
    flush: async (atMostMs) => shell?.ports.flush(atMostMs),
    language: () => shell?.language() ?? shellLanguageOf(app.getLocale()),
    printed: (place) => shell?.printed(place) ?? null,
    onBlocked: logBlocked,
    mayFilm: () => shell?.mayFilm() ?? false,
    onWindow: (opened) => void starting.promise.then((started) => started.watchWindow(opened)),
    onPage: () => {
      pageThere.resolve(null);
      shell?.pageLoaded();
    },
    isReloading: () => shell?.isReloading() ?? false,
    onClosed: () => shell?.onWindowClosed(),
  });

  // Not sooner: this thread also answers the page's process until it has the page. It waits for the graphics then. But a page
  // that does not come must not keep the shell from an order that it was given.
  await Promise.race([pageThere.promise, setTimeout(pageTimeoutMs)]);
  const { startShell } = await import('./start-shell.ts');
  shell = await startShell({
    userData: userDataFolder,
    programs: import.meta.dirname,
    log: shellLog,
    flags: startFlags,
    window,
  });
  starting.resolve(shell);
}
