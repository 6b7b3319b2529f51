import inspector from 'node:inspector';
import os from 'node:os';
import path from 'node:path';
import { app, crashReporter, dialog, ipcMain, net, powerMonitor, protocol, session, shell } from 'electron';
import { createBackupDesk } from './backup/backup-desk.ts';
import { openIdleMinutes } from './files/idle-minutes.ts';
import { openPreferences } from './files/preferences-file.ts';
import { saveFile } from './files/save-file.ts';
import { hardenContents } from './hardening/harden-contents.ts';
import { refuseDebuggers } from './hardening/refuse-debuggers.ts';
import { hostAnswers } from './host-answers.ts';
import { acceptPorts } from './ipc/accept-ports.ts';
import type { HostHandlers } from './ipc/host-handlers.ts';
import { createHostPorts } from './ipc/host-ports.ts';
import { openShellLog } from './log/shell-log.ts';
import { stopOnBug } from './log/stop-on-bug.ts';
import { openNetSession } from './net/net-session.ts';
import { createOfflineSwitch } from './net/offline-switch.ts';
import { openOrderBook } from './orders/order-record.ts';
import { appScheme, isOwnPage } from './protocol/app-address.ts';
import { later } from './start/later.ts';
import { readFlags } from './start/read-flags.ts';
import { wireErasing } from './start/wire-erasing.ts';
import { wirePage } from './start/wire-page.ts';
import { type Vaults, wireVaults } from './start/wire-vaults.ts';
import { createPrintDesk } from './print/print-desk.ts';
import { publisherKeys } from './update/publisher-keys.ts';
import { createUpdates } from './update/updates.ts';
import { loadSodium } from './vault/secret-box.ts';
import { LockedError } from './vault/vault-holder.ts';
import { followIdle } from './window/follow-idle.ts';
import { followPower } from './window/follow-power.ts';
import { createWindowLock, type WindowLock } from './window/lock-window.ts';
import { createShellMenu } from './window/shell-menu.ts';
import { languageOf } from './window/words.ts';

// Constructs the shell, with the parts in start/. It must not wait at its top level: `ready` comes after this module has
// ended.

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
/** So often headquarters is told of an order that was carried out, until it answers. */
const confirmOrdersEveryMs = 60_000;

/**
 * The window comes first: while its process starts and reads the page, the vaults are opened. Nothing that the page asks
 * is answered before.
 */
async function runShell(): Promise<void> {
  log.note('start', { isPackaged, electron: Number.parseInt(process.versions.electron, 10) });
  let vaults: Vaults | null = null;
  let windowLock: WindowLock | null = null;
  const isBetween = (): boolean => windowLock?.isBetween() ?? false;

  const handlers = later<HostHandlers>();
  const ports = createHostPorts(handlers.value, (error) => {
    // What a page asks in the moment in which it is left is refused, and no bug.
    if (!(error instanceof LockedError && isBetween())) log.bug('ask-failed', error);
  });
  acceptPorts(ipcMain, isOwnPage, ports);

  const lock = async (): Promise<void> => windowLock?.lock();

  const preferences = openPreferences(path.join(userData, 'preferences.json'));
  const menu = createShellMenu(languageOf(preferences.read()?.language ?? app.getLocale()), {
    platform: process.platform,
    isPackaged,
    choose: (command) => ports.tell('menu.chosen', { command }),
    lock: () => void lock(),
  });
  const idleMinutes = openIdleMinutes(path.join(userData, 'lock.json'));
  const idle = followIdle({
    power: powerMonitor,
    tickMs: () => performance.now(),
    idleMinutes: idleMinutes.read,
    lock: () => void lock(),
  });
  const printDesk = createPrintDesk();
  const { window } = await wirePage({
    userData,
    programs: import.meta.dirname,
    log,
    ports,
    language: menu.language,
    printed: printDesk.pages,
    onBlocked,
    onWindow: idle.watch,
    onPage: () => vaults?.holder.pageLoaded(),
    isBetween,
    onClosed: () => void vaults?.holder.letGo(),
  });
  menu.speak(menu.language());

  const sodium = await loadingSodium;
  const fetch = openNetSession();
  const offline = createOfflineSwitch(
    () => net.isOnline(),
    (online) => ports.tell('net.changed', { online }),
  );
  const book = openOrderBook(path.join(userData, 'orders'));
  vaults = await wireVaults({
    userData,
    sodium,
    log,
    fetch,
    offline,
    version: app.getVersion(),
    kdfWorker: path.join(import.meta.dirname, 'kdf-worker.js'),
    book,
    onOrder: (order) => void orders.hear(order),
  });
  const { holder, folders, doors } = vaults;
  windowLock = createWindowLock({ holder, ports: () => ports, window, log });
  const { loadAnew } = windowLock;
  const sender = { fetch, nowMs: Date.now, stop: offline.signal };
  const { orders, eraseByChoice } = wireErasing({
    userData,
    sodium,
    holder,
    doors,
    log,
    ports,
    book,
    sender,
    leave: loadAnew,
  });

  handlers.give(
    hostAnswers({
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
        window,
        documents: app.getPath('documents'),
        nowMs: Date.now,
      }),
      eraseByChoice,
      lock,
      loadAnew,
      offline,
      preferences,
      saveFile: (file) => saveFile(dialog, window(), app.getPath('downloads'), file),
      print: printDesk.print,
      discardDatabases: () => session.defaultSession.clearStorageData({ storages: ['indexdb'] }),
      updates: createUpdates({
        dialog,
        window,
        showInFolder: (file) => shell.showItemInFolder(file),
        folder: path.join(userData, 'updates'),
        keys: publisherKeys,
        running: {
          product: 'fieldbook',
          version: app.getVersion(),
          platform: `${process.platform}-${process.arch}`,
        },
      }),
      setLanguage: menu.speak,
    }),
  );

  followPower(app, powerMonitor, { log, lock, lookAtNetwork: offline.look });
  setInterval(offline.look, lookAtNetworkEveryMs).unref();
  void orders.confirm();
  setInterval(() => void orders.confirm(), confirmOrdersEveryMs).unref();
  setInterval(idle.look, lookForPersonEveryMs).unref();
}
