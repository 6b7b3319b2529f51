import inspector from 'node:inspector';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { app, crashReporter, dialog, ipcMain, protocol } from 'electron';
import { hardenContents } from './hardening/harden-contents.ts';
import { refuseDebuggers } from './hardening/refuse-debuggers.ts';
import { acceptPorts } from './ipc/accept-ports.ts';
import { openShellLog } from './log/shell-log.ts';
import { stopOnBug } from './log/stop-on-bug.ts';
import { appScheme, isOwnPage } from './protocol/app-address.ts';
import { canWriteInto, endUnwritable } from './start/profile-folder.ts';
import { pinEngine } from './start/database-engine.ts';
import { later } from './start/later.ts';
import { readFlags } from './start/read-flags.ts';
import type { Shell } from './start/start-shell.ts';
import { wirePage } from './start/wire-page.ts';
import { languageOf } from './window/words.ts';

/** A page that comes at all has come by then, but on a very busy machine, where it costs nothing to be later. */
const longestForPageMs = 1_000;

// What must be said before Chromium is ready, and the window. All that waits for neither is in start/start-shell.ts, which
// is read when the window is on its way: each line here is read before anything shows. This module must not wait at its
// top level: `ready` comes after it has ended.

const { isPackaged } = app;
const userData = app.getPath('userData');
const log = openShellLog(path.join(userData, 'logs'), Date.now);
stopOnBug(app, log);

for (const flag of refuseDebuggers(app.commandLine, isPackaged, inspector.url()))
  log.note('blocked', {}, flag);
const flags = readFlags(process.argv);
if (flags.keepCrashDumps) crashReporter.start({ uploadToServer: false });
// Every process, not only our window's. Chromium cannot start its sandbox as root, where tests may run.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
pinEngine(app.commandLine);
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
const onBlocked = (what: string): void => log.note('blocked', {}, what);
hardenContents(app, onBlocked);

// The lock is a file in the profile: without one, this would look like a second instance.
if (!canWriteInto(userData)) void endUnwritable(app, dialog, userData);
else if (app.requestSingleInstanceLock()) void app.whenReady().then(run);
else app.quit();

/**
 * The window comes first: while its process reads the page, the rest of the shell is read and the vaults are opened. What
 * the page asks waits for it.
 */
async function run(): Promise<void> {
  log.note('start', { isPackaged, electron: Number.parseInt(process.versions.electron, 10) });
  const starting = later<Shell>();
  const pageThere = later<null>();
  let shell: Shell | null = null;
  acceptPorts(ipcMain, isOwnPage, {
    open: (port) => void starting.value.then(({ ports }) => ports.open(port)),
  });

  const { window } = await wirePage({
    userData,
    programs: import.meta.dirname,
    log,
    // Before, nothing can have been typed.
    flush: async (atMostMs) => shell?.ports.flush(atMostMs),
    language: () => shell?.language() ?? languageOf(app.getLocale()),
    printed: (place) => shell?.printed(place) ?? null,
    onBlocked,
    mayFilm: () => shell?.mayFilm() ?? false,
    onWindow: (opened) => void starting.value.then((started) => started.watch(opened)),
    onPage: () => {
      pageThere.give(null);
      shell?.pageLoaded();
    },
    isBetween: () => shell?.isBetween() ?? false,
    onClosed: () => shell?.letGo(),
  });

  // Not sooner: this thread also answers the page's process until it has the page. It waits for the graphics then. But a page
  // that does not come must not keep the shell from an order that it was given.
  await Promise.race([pageThere.value, setTimeout(longestForPageMs)]);
  const { startShell } = await import('./start/start-shell.ts');
  shell = await startShell({ userData, programs: import.meta.dirname, log, flags, window });
  starting.give(shell);
}
