import os from 'node:os';
import path from 'node:path';
import { app, type BrowserWindow, clipboard, dialog, net, powerMonitor, session, shell } from 'electron';
import { createBackupDesk } from '../backup/backup-desk.ts';
import { diskEncryption } from '../files/disk-encryption.ts';
import { openIdleMinutes } from '../files/idle-minutes.ts';
import { openPreferences } from '../files/preferences-file.ts';
import { saveFile } from '../files/save-file.ts';
import { createCameraGate } from '../hardening/camera-gate.ts';
import { hostAnswers } from '../host-answers.ts';
import type { HostHandlers } from '../ipc/host-handlers.ts';
import { createHostPorts, type HostPorts } from '../ipc/host-ports.ts';
import type { ShellLog } from '../log/shell-log.ts';
import { openNetSession } from '../net/net-session.ts';
import { createOfflineSwitch } from '../net/offline-switch.ts';
import { openOrderBook } from '../orders/order-record.ts';
import { createPrintDesk } from '../print/print-desk.ts';
import type { MadePages } from '../protocol/app-protocol.ts';
import { publisherKeys } from '../update/publisher-keys.ts';
import { createUpdates } from '../update/updates.ts';
import { openDatabaseEngines } from '../vault/database-engines.ts';
import { loadSodium } from '../vault/secret-box.ts';
import { LockedError } from '../vault/vault-holder.ts';
import { confirmCamera } from '../window/confirm-camera.ts';
import { followCopiedText } from '../window/copied-text.ts';
import { createEraseHold } from '../window/erase-hold.ts';
import { followIdle } from '../window/follow-idle.ts';
import { followPower } from '../window/follow-power.ts';
import { createWindowLock, type WindowLock } from '../window/lock-window.ts';
import { createShellMenu } from '../window/shell-menu.ts';
import { languageOf, type ShellLanguage, wordsByLanguage } from '../window/words.ts';
import { later } from './later.ts';
import type { StartFlags } from './read-flags.ts';
import { wireErasing } from './wire-erasing.ts';
import { wireVaults } from './wire-vaults.ts';

/** So often the system is asked whether there is a network: it does not tell by itself. */
const lookAtNetworkEveryMs = 5_000;
/** So often it is looked whether anybody is still there. */
const lookForPersonEveryMs = 5_000;
/** So often headquarters is told of an order that was carried out, until it answers. */
const confirmOrdersEveryMs = 60_000;

export interface ShellParts {
  readonly userData: string;
  /** Where our own programs lie. */
  readonly programs: string;
  readonly log: ShellLog;
  readonly flags: StartFlags;
  readonly window: () => BrowserWindow | null;
}

/** What stands behind the window. */
export interface Shell {
  readonly ports: HostPorts;
  /** What the shell's own words are in. */
  readonly language: () => ShellLanguage;
  readonly printed: MadePages;
  /** Follows this window: touches, what is copied, and the keys that erase. */
  readonly watch: (window: BrowserWindow) => void;
  /** May the page turn the camera on now? */
  readonly mayFilm: () => boolean;
  /** Another page has come into the window. */
  readonly pageLoaded: () => void;
  readonly isBetween: () => boolean;
  /** The window is gone. */
  readonly letGo: () => void;
}

/** Opens the vaults, and makes what answers the page. */
export async function startShell({ userData, programs, log, flags, window }: ShellParts): Promise<Shell> {
  const loadingSodium = loadSodium();
  let windowLock: WindowLock | null = null;
  const isBetween = (): boolean => windowLock?.isBetween() ?? false;
  let isWindowGone = false;
  const lock = async (): Promise<void> => windowLock?.lock();

  const handlers = later<HostHandlers>();
  const ports = createHostPorts(handlers.value, (error) => {
    // An ask of a page that is left, or whose window is gone, is refused; this is no bug.
    if (!(error instanceof LockedError && (isWindowGone || isBetween()))) log.bug('ask-failed', error);
  });

  const preferences = openPreferences(path.join(userData, 'preferences.json'));
  const menu = createShellMenu(languageOf(preferences.read()?.language ?? app.getLocale()), {
    platform: process.platform,
    isPackaged: app.isPackaged,
    choose: (command) => ports.tell('menu.chosen', { command }),
    lock: () => void lock(),
  });
  menu.speak(menu.language());
  const idleMinutes = openIdleMinutes(path.join(userData, 'lock.json'));
  const idle = followIdle({
    power: powerMonitor,
    tickMs: () => performance.now(),
    idleMinutes: idleMinutes.read,
    lock: () => void lock(),
  });
  const printDesk = createPrintDesk();

  const sodium = await loadingSodium;
  const fetch = openNetSession();
  const offline = createOfflineSwitch(
    () => net.isOnline(),
    (online) => ports.tell('net.changed', { online }),
  );
  const book = openOrderBook(path.join(userData, 'orders'));
  const { holder, folders, doors, erasedNotes } = await wireVaults({
    userData,
    sodium,
    log,
    fetch,
    offline,
    version: app.getVersion(),
    kdfWorker: path.join(programs, 'kdf-worker.js'),
    book,
    onOrder: (order) => void orders.hear(order),
  });
  const copiedText = followCopiedText(clipboard, (error) => log.bug('ask-failed', error));
  windowLock = createWindowLock({
    holder,
    ports: () => ports,
    window,
    log,
    onLocked: () => void copiedText.clear(),
  });
  const { loadAnew } = windowLock;
  const vaultState = (): 'none' | 'joining' | 'joined' => {
    const open = holder.current();
    return open === null ? 'none' : open.vault.enrolment() === null ? 'joining' : 'joined';
  };
  let chosenVault: string | null = null;
  const watchEraseHold = createEraseHold({
    after: (waitMs, react) => {
      const timer = setTimeout(react, waitMs);
      return () => clearTimeout(timer);
    },
    target: () => {
      const { current, vaults } = doors.state();
      const ids = vaults.map(({ id }) => id);
      if (current !== null) return current.id;
      return chosenVault !== null && ids.includes(chosenVault)
        ? chosenVault
        : ids.length === 1
          ? (ids[0] ?? null)
          : null;
    },
    erase: async (vault) => {
      await doors.eraseVault(vault);
      void copiedText.clear();
      loadAnew();
    },
  });
  const camera = createCameraGate({
    vault: vaultState,
    confirm: () => confirmCamera(dialog, window(), wordsByLanguage[menu.language()]),
  });
  const sender = { fetch, nowMs: Date.now, stop: offline.signal };
  const { orders, eraseByChoice } = wireErasing({
    userData,
    sodium,
    holder,
    doors,
    erasedNotes,
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
        isPackaged: app.isPackaged,
      },
      offer: flags.offer,
      holder,
      doors,
      camera,
      chooseVault: (vault) => {
        chosenVault = vault;
      },
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
      erasedNotes,
      lock,
      loadAnew,
      disk: () => diskEncryption(userData, process.platform),
      offline,
      preferences,
      saveFile: (file) => saveFile(dialog, window(), app.getPath('downloads'), file),
      print: printDesk.print,
      engines: openDatabaseEngines({ profile: userData, holder, folders }),
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

  return {
    ports,
    language: menu.language,
    printed: printDesk.pages,
    watch: (opened) => {
      isWindowGone = false;
      idle.watch(opened);
      copiedText.watch(opened);
      watchEraseHold(opened);
    },
    mayFilm: camera.mayFilm,
    pageLoaded: () => {
      void camera.scan(false);
      holder.pageLoaded();
    },
    isBetween,
    letGo: () => {
      isWindowGone = true;
      void holder.letGo();
      void copiedText.clear();
    },
  };
}
