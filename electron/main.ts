import crypto from 'node:crypto';
import inspector from 'node:inspector';
import os from 'node:os';
import path from 'node:path';
import {
  app,
  type BrowserWindow,
  crashReporter,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  net,
  powerMonitor,
  protocol,
  screen,
  session,
  shell,
} from 'electron';
import { openPreferences } from './files/preferences-file.ts';
import { saveFile } from './files/save-file.ts';
import { hardenContents } from './hardening/harden-contents.ts';
import { hardenSession } from './hardening/harden-session.ts';
import { refuseDebuggers } from './hardening/refuse-debuggers.ts';
import { hostAnswers } from './host-answers.ts';
import { acceptPorts } from './ipc/accept-ports.ts';
import { createHostPorts } from './ipc/host-ports.ts';
import { openShellLog } from './log/shell-log.ts';
import { stopOnBug } from './log/stop-on-bug.ts';
import { createHeadquarters } from './net/headquarters.ts';
import { openNetSession } from './net/net-session.ts';
import { createOfflineSwitch } from './net/offline-switch.ts';
import { appScheme, isOwnPage } from './protocol/app-address.ts';
import { answerFrom } from './protocol/app-protocol.ts';
import { listFiles } from './protocol/file-table.ts';
import { readFlags } from './start/read-flags.ts';
import { publisherKeys } from './update/publisher-keys.ts';
import { createUpdates } from './update/updates.ts';
import { openVault } from './vault/vault.ts';
import { appMenu } from './window/app-menu.ts';
import { followApp } from './window/follow-app.ts';
import { followPower } from './window/follow-power.ts';
import { problemPage } from './window/problem-page.ts';
import { openShellWindow } from './window/shell-window.ts';
import { languageOf, type ShellLanguage, wordsByLanguage } from './window/words.ts';

// The only file that constructs things. It must not wait at its top level: `ready` comes after this module has ended.

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
protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]);
const onBlocked = (what: string): void => log.note('blocked', {}, what);
hardenContents(app, onBlocked);

if (app.requestSingleInstanceLock()) void app.whenReady().then(runShell);
else app.quit();

/** So often the system is asked whether there is a network: it does not tell by itself. */
const lookAtNetworkEveryMs = 5_000;
/** A laptop that goes to sleep gives so much time. */
const saveBeforeSleepMs = 2_000;

async function runShell(): Promise<void> {
  log.note('start', { isPackaged, electron: Number.parseInt(process.versions.electron, 10) });
  let window: BrowserWindow | null = null;
  let isQuitting = false;

  const preferences = openPreferences(path.join(userData, 'preferences.json'));
  let language = languageOf(preferences.read()?.language ?? app.getLocale());
  const vault = openVault(userData, () => crypto.randomUUID());
  const offline = createOfflineSwitch(
    () => net.isOnline(),
    (online) => ports.tell('net.changed', { online }),
  );
  const headquarters = createHeadquarters({
    vault,
    fetch: openNetSession(),
    nowMs: Date.now,
    stop: offline.signal,
    isOffline: offline.isSimulated,
    platform: `${process.platform} ${process.arch}`,
    version: app.getVersion(),
    onTraffic: (status, bytesUp, bytesDown, tookMs) =>
      log.note('net', { status, bytesUp, bytesDown, tookMs }),
  });
  const setLanguage = (chosen: ShellLanguage): void => {
    language = chosen;
    const words = wordsByLanguage[language];
    const { platform } = process;
    const menu = appMenu({
      words,
      platform,
      isPackaged,
      choose: (command) => ports.tell('menu.chosen', { command }),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(menu));
  };
  const handlers = hostAnswers({
    about: {
      version: app.getVersion(),
      platform: `${process.platform} ${process.arch} ${os.release()}`,
      runtime: `Electron ${process.versions.electron}`,
      isPackaged,
    },
    offer: flags.offer,
    vault,
    headquarters,
    offline,
    preferences,
    saveFile: (file) => saveFile(dialog, window, app.getPath('downloads'), file),
    discardDatabases: () => session.defaultSession.clearStorageData({ storages: ['indexdb'] }),
    updates: createUpdates({
      dialog,
      window: () => window,
      showInFolder: (file) => shell.showItemInFolder(file),
      folder: path.join(userData, 'updates'),
      keys: publisherKeys,
      running: {
        product: 'fieldbook',
        version: app.getVersion(),
        platform: `${process.platform}-${process.arch}`,
      },
    }),
    setLanguage,
  });
  const ports = createHostPorts(handlers, (error) => log.bug('ask-failed', error));

  acceptPorts(ipcMain, isOwnPage, ports);
  setLanguage(language);
  followPower(app, powerMonitor, {
    log,
    save: () => ports.flush(saveBeforeSleepMs),
    lookAtNetwork: offline.look,
  });
  setInterval(offline.look, lookAtNetworkEveryMs).unref();

  const showWindow = (): void => {
    window = openShellWindow({
      app,
      screen,
      nativeTheme,
      log,
      ports,
      preload: path.join(import.meta.dirname, 'preload.cjs'),
      stateFile: path.join(userData, 'window.json'),
      isQuitting: () => isQuitting,
    });
    window.on('closed', () => {
      window = null;
    });
  };
  app.on('before-quit', () => {
    isQuitting = true;
  });
  followApp(app, { log, platform: process.platform, window: () => window, showWindow });

  const files = listFiles(path.join(import.meta.dirname, '..', 'field'));
  protocol.handle(appScheme, answerFrom(files, { '/problem.html': () => problemPage(language) }));
  await hardenSession(session.defaultSession, {
    alsoAllowed: (url) => !isPackaged && url.startsWith('devtools:'),
    onBlocked,
  });
  showWindow();
}
