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
  safeStorage,
  screen,
  session,
  shell,
} from 'electron';
import { createBackupDesk, eraseHalfRestored } from './backup/backup-desk.ts';
import { openIdleMinutes } from './files/idle-minutes.ts';
import { openPreferences } from './files/preferences-file.ts';
import { saveFile } from './files/save-file.ts';
import { resumeLocked } from './orders/carry-out.ts';
import { createEraseByChoice } from './orders/erase-by-choice.ts';
import { createOrderOffice } from './orders/order-office.ts';
import { openOrderBook } from './orders/order-record.ts';
import { shellFrameSeal } from './vault/frame-seal.ts';
import { hardenContents } from './hardening/harden-contents.ts';
import { hardenSession } from './hardening/harden-session.ts';
import { refuseDebuggers } from './hardening/refuse-debuggers.ts';
import { hostAnswers } from './host-answers.ts';
import { acceptPorts } from './ipc/accept-ports.ts';
import { createHostPorts } from './ipc/host-ports.ts';
import { openShellLog } from './log/shell-log.ts';
import { stopOnBug } from './log/stop-on-bug.ts';
import { createHeadquarters } from './net/headquarters.ts';
import { afterContact, createKeyCourier } from './recovery/leave-key.ts';
import { openNetSession } from './net/net-session.ts';
import { createOfflineSwitch } from './net/offline-switch.ts';
import { appScheme, isOwnPage } from './protocol/app-address.ts';
import { answerFrom } from './protocol/app-protocol.ts';
import { listFiles } from './protocol/file-table.ts';
import { readFlags } from './start/read-flags.ts';
import { publisherKeys } from './update/publisher-keys.ts';
import { createUpdates } from './update/updates.ts';
import { deriveInWorker } from './vault/derive-in-worker.ts';
import { systemKeychain } from './vault/keychain.ts';
import { loadSodium } from './vault/secret-box.ts';
import { openVaultDoors } from './vault/vault-doors.ts';
import { vaultFolders } from './vault/vault-folders.ts';
import { createVaultHolder } from './vault/vault-holder.ts';
import { appMenu } from './window/app-menu.ts';
import { followApp } from './window/follow-app.ts';
import { followIdle } from './window/follow-idle.ts';
import { followPower } from './window/follow-power.ts';
import { createWindowLock } from './window/lock-window.ts';
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
// Beside Chromium's own start.
const loadingSodium = loadSodium();
const onBlocked = (what: string): void => log.note('blocked', {}, what);
hardenContents(app, onBlocked);

if (app.requestSingleInstanceLock()) void app.whenReady().then(runShell);
else app.quit();

/** So often the system is asked whether there is a network: it does not tell by itself. */
const lookAtNetworkEveryMs = 5_000;
/** So often it is looked whether anybody is still there. */
const lookForPersonEveryMs = 5_000;

/** A page that hangs does not keep an order waiting for longer than this. */
const saveBeforeOrderMs = 2_000;
/** So often headquarters is told of an order that was carried out, until it answers. */
const confirmOrdersEveryMs = 60_000;

async function runShell(): Promise<void> {
  log.note('start', { isPackaged, electron: Number.parseInt(process.versions.electron, 10) });
  let window: BrowserWindow | null = null;
  let isQuitting = false;

  const preferences = openPreferences(path.join(userData, 'preferences.json'));
  let language = languageOf(preferences.read()?.language ?? app.getLocale());
  const offline = createOfflineSwitch(
    () => net.isOnline(),
    (online) => ports.tell('net.changed', { online }),
  );
  const sodium = await loadingSodium;
  const fetch = openNetSession();
  const holder = createVaultHolder({
    sodium,
    headquartersOf: (vault) =>
      afterContact(
        createHeadquarters({
          vault,
          fetch,
          nowMs: Date.now,
          stop: offline.signal,
          isOffline: offline.isSimulated,
          platform: `${process.platform} ${process.arch}`,
          version: app.getVersion(),
          onTraffic: (status, bytesUp, bytesDown, tookMs) =>
            log.note('net', { status, bytesUp, bytesDown, tookMs }),
          onOrder: (order) => void orders.hear(order),
        }),
        () => void courier.look(),
      ),
  });
  const courier = createKeyCourier({
    sodium,
    current: () => holder.current(),
    onBug: (error) => log.bug('ask-failed', error),
  });
  const folders = vaultFolders(userData);
  const doors = openVaultDoors({
    sodium,
    holder,
    folders,
    keychain: systemKeychain(safeStorage, process.platform),
    derive: deriveInWorker(path.join(import.meta.dirname, 'kdf-worker.js')),
    nowMs: Date.now,
    tickMs: () => performance.now(),
    newId: () => crypto.randomUUID(),
    onBug: (error) => log.bug('ask-failed', error),
  });
  const obeying = {
    book: openOrderBook(path.join(userData, 'orders')),
    erase: (id: string) => doors.eraseVault(id),
  };
  await resumeLocked(obeying).catch((error: unknown) => log.bug('order-failed', error));
  doors.finishErasing();
  await eraseHalfRestored(folders, doors).catch((error: unknown) => log.bug('restore-failed', error));
  const { lock, loadAnew } = createWindowLock({
    holder,
    ports: () => ports,
    window: () => window,
    log,
  });
  const sealing = {
    current: () => {
      const open = holder.current();
      if (!open) return null;
      const frames = shellFrameSeal(sodium, open);
      return { ...open, openFrame: (frame: Uint8Array) => frames.open(frame) };
    },
    forHeadquarters: path.join(userData, 'for-headquarters'),
    stopWork: async () => {
      await ports.flush(saveBeforeOrderMs);
      ports.tell('vault.locking', null);
    },
    leave: loadAnew,
    onBug: (error: unknown) => log.bug('order-failed', error),
  };
  const orders = createOrderOffice({
    ...obeying,
    ...sealing,
    sender: { fetch, nowMs: Date.now, stop: offline.signal },
  });
  const idleMinutes = openIdleMinutes(path.join(userData, 'lock.json'));
  const idle = followIdle({
    power: powerMonitor,
    tickMs: () => performance.now(),
    idleMinutes: idleMinutes.read,
    lock: () => void lock(),
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
      lock: () => void lock(),
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
    holder,
    doors,
    idle: idleMinutes,
    orders,
    backups: createBackupDesk({
      sodium,
      holder,
      doors,
      folders,
      dialog,
      window: () => window,
      documents: app.getPath('documents'),
      nowMs: Date.now,
    }),
    eraseByChoice: createEraseByChoice({
      ...sealing,
      eraseVault: (id) => doors.eraseVault(id),
      noteFolder: path.join(userData, 'erased'),
      nowMs: Date.now,
    }),
    lock,
    loadAnew,
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
    lock,
    lookAtNetwork: offline.look,
  });
  setInterval(offline.look, lookAtNetworkEveryMs).unref();
  void orders.confirm();
  setInterval(() => void orders.confirm(), confirmOrdersEveryMs).unref();
  setInterval(idle.look, lookForPersonEveryMs).unref();

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
      onPage: holder.pageLoaded,
    });
    idle.watch(window);
    window.on('closed', () => {
      window = null;
      void holder.letGo(); // closing saved what was typed
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
