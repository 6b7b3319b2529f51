import os from 'node:os';
import path from 'node:path';
import {
  app,
  type BrowserWindow,
  clipboard,
  dialog,
  Menu,
  net,
  powerMonitor,
  session,
  shell,
} from 'electron';
import { createBackupService } from './backup/backup-service.ts';
import { confirmCameraUse, createCameraGate } from './hardening/camera-gate.ts';
import { createHostHandlers } from './ipc/handlers.ts';
import { createHostPorts, type HostHandlers, type HostPorts } from './ipc/host-ports.ts';
import { createOfflineSwitch } from './net/offline-switch.ts';
import type { NetworkFetch } from './net/send-http-request.ts';
import { openRemoteCommandRecords } from './remote-wipe/remote-command-records.ts';
import type { ShellLog } from './shell-log.ts';
import { createDeferred, type StartFlags } from './start-flags.ts';
import { createFileUpdates } from './update/file-updates.ts';
import { readDiskEncryption } from './vault/disk-encryption.ts';
import { loadSodium } from './vault/encryption.ts';
import { openVaultDatabaseEngines } from './vault/vault-database-engines.ts';
import type { VaultService } from './vault/vault-service.ts';
import { VaultLockedError, type VaultSession } from './vault/vault-session.ts';
import { createErasureServices, createVaultServices } from './vault-services.ts';
import { type AppMenuOptions, appMenuTemplate } from './window/app-menu.ts';
import type { GeneratedPages } from './window/app-protocol.ts';
import { createChosenFolder } from './window/chosen-folder.ts';
import { watchCopiedText } from './window/copied-text.ts';
import { createKioskMode, type KioskMode } from './window/kiosk-mode.ts';
import { openIdleMinutesFile, openPreferencesFile } from './window/laptop-settings.ts';
import { createPdfPrinter } from './window/pdf-printer.ts';
import { createSavedFiles } from './window/save-proposed-file.ts';
import { type ShellLanguage, shellLabelsByLanguage, shellLanguageOf } from './window/shell-labels.ts';
import {
  createEraseHold,
  createIdleLock,
  createWindowLock,
  followPowerEvents,
  type WindowLock,
} from './window/window-lock.ts';

/**
 * Keys of the publisher of accepted updates. Raw Ed25519 public keys in base64url, newest first, as `npm run
 * update -- key` prints them. The publisher of Fieldbook enters them here. A build without a key refuses updates from
 * files and reports it.
 */
const updatePublisherKeys: readonly string[] = [];

interface ShellMenu {
  /** Language of the shell: of its menu and its own pages. */
  readonly language: () => ShellLanguage;
  /** Set the language and show the menu in it. */
  readonly setLanguage: (language: ShellLanguage) => void;
  readonly show: (isShown: boolean) => void;
}

/** Create the app's menu in the language last chosen. It is shown only after `setLanguage`. */
function createShellMenu(firstShellLanguage: ShellLanguage, parts: Omit<AppMenuOptions, 'words'>): ShellMenu {
  let spoken = firstShellLanguage;
  let isShown = true;
  const draw = (): void =>
    Menu.setApplicationMenu(
      isShown
        ? Menu.buildFromTemplate(appMenuTemplate({ ...parts, words: shellLabelsByLanguage[spoken] }))
        : null,
    );
  return {
    language: () => spoken,
    setLanguage(language) {
      spoken = language;
      draw();
    },
    show(next) {
      isShown = next;
      draw();
    },
  };
}

/**
 * Open Chromium's network for the shell alone, with the system's proxy and certificates. Its session keeps nothing on
 * disk and shares nothing with the page. Requests reveal no more of this laptop than necessary.
 */
function openNetworkSession(): NetworkFetch {
  const ours = session.fromPartition('headquarters', { cache: false });
  ours.setUserAgent('Fieldbook', 'en');
  return (url, init) => ours.fetch(url, init);
}

/** Interval for asking the system about the network, which it does not report. */
const checkNetworkEveryMs = 5_000;
/** Interval for checking whether the person is idle. */
const checkIdleEveryMs = 5_000;
/** Interval for confirming executed commands, until headquarters answers. */
const confirmCommandsEveryMs = 60_000;

interface StartShellOptions {
  readonly userData: string;
  /** Folder of the app's own programs. */
  readonly programs: string;
  readonly log: ShellLog;
  readonly flags: StartFlags;
  readonly window: () => BrowserWindow | null;
}

/** Running shell behind the window. */
export interface RunningShell {
  readonly ports: HostPorts;
  /** Language of the shell's own texts. */
  readonly language: () => ShellLanguage;
  readonly printed: GeneratedPages;
  /** Watch this window: touches, copied texts, and the keys for erasure. */
  readonly watchWindow: (window: BrowserWindow) => void;
  /** Whether the page may use the camera now. */
  readonly mayFilm: () => boolean;
  /** Whether the window may close: not while participants use it. */
  readonly mayClose: () => boolean;
  /** Called when another page has loaded into the window. */
  readonly pageLoaded: () => void;
  readonly isReloading: () => boolean;
  /** Called when the window is gone. */
  readonly onWindowClosed: () => void;
}

/** Open the vaults and create the handlers for the page. */
export async function startShell({
  userData,
  programs,
  log,
  flags,
  window,
}: StartShellOptions): Promise<RunningShell> {
  const loadingSodium = loadSodium();
  let windowLock: WindowLock | null = null;
  const isReloading = (): boolean => windowLock?.isReloading() ?? false;
  let isWindowGone = false;
  const lock = async (): Promise<void> => windowLock?.lock();

  const handlers = createDeferred<HostHandlers>();
  const hostPorts = createHostPorts(handlers.promise, (error) => {
    // A request of a page that was left, or of a closed window, is refused; this is no bug.
    if (!(error instanceof VaultLockedError && (isWindowGone || isReloading()))) log.bug('ask-failed', error);
  });

  const preferencesFile = openPreferencesFile(path.join(userData, 'preferences.json'));
  const shellMenu = createShellMenu(shellLanguageOf(preferencesFile.read()?.language ?? app.getLocale()), {
    platform: process.platform,
    isPackaged: app.isPackaged,
    choose: (command) => hostPorts.sendEvent('menu.chosen', { command }),
    lock: () => void lock(),
  });
  shellMenu.setLanguage(shellMenu.language());
  const idleMinutes = openIdleMinutesFile(path.join(userData, 'lock.json'));
  const idleLock = createIdleLock({
    power: powerMonitor,
    tickMs: () => performance.now(),
    idleMinutes: idleMinutes.read,
    lock: () => void lock(),
  });
  const pdfPrinter = createPdfPrinter();

  const sodium = await loadingSodium;
  const fetch = openNetworkSession();
  const offlineSwitch = createOfflineSwitch(
    () => net.isOnline(),
    (online) => hostPorts.sendEvent('net.changed', { online }),
  );
  const commandRecords = openRemoteCommandRecords(path.join(userData, 'orders'));
  const { vaultSession, folders, vaultService, erasedNotes } = await createVaultServices({
    userData,
    sodium,
    log,
    fetch,
    offline: offlineSwitch,
    version: app.getVersion(),
    kdfWorker: path.join(programs, 'kdf-worker.js'),
    commandRecords,
    onRemoteCommand: (order) => void orders.execute(order),
  });
  const copiedText = watchCopiedText(clipboard, (error) => log.bug('ask-failed', error));
  windowLock = createWindowLock({
    vaultSession,
    ports: () => hostPorts,
    window,
    log,
    onLocked: () => {
      kioskMode.end();
      void copiedText.clear();
    },
  });
  const kioskMode: KioskMode = createKioskMode({
    window,
    checkPassphrase: (passphrase) => vaultService.checkPassphrase(passphrase),
    showMenu: shellMenu.show,
  });
  const { reloadPage } = windowLock;
  let chosenVault: string | null = null;
  const watchEraseHold = createEraseHold({
    after: (waitMs, react) => {
      const timer = setTimeout(react, waitMs);
      return () => clearTimeout(timer);
    },
    target: () => (kioskMode.isActive() ? null : vaultToErase(vaultService.state(), chosenVault)),
    erase: async (vault) => {
      await vaultService.eraseVault(vault);
      void copiedText.clear();
      reloadPage();
    },
  });
  const cameraGate = createCameraGate({
    vault: () => openVaultStage(vaultSession),
    confirm: () => confirmCameraUse(dialog, window(), shellLabelsByLanguage[shellMenu.language()]),
  });
  const sender = { fetch, nowMs: Date.now, stop: offlineSwitch.signal };
  const { orders, eraseByChoice } = createErasureServices({
    userData,
    sodium,
    vaultSession,
    vaultService,
    erasedNotes,
    log,
    ports: hostPorts,
    commandRecords,
    sender,
    leave: reloadPage,
  });

  handlers.resolve(
    createHostHandlers({
      about: aboutApp(flags),
      offer: flags.offer,
      vaultSession,
      vaultService,
      camera: cameraGate,
      chooseVault: (vault) => {
        chosenVault = vault;
      },
      idle: idleMinutes,
      remoteCommands: orders,
      backups: createBackupService({
        sodium,
        vaultSession,
        vaultService,
        folders,
        dialog,
        window,
        documents: app.getPath('documents'),
        nowMs: Date.now,
      }),
      eraseByChoice,
      erasedNotes,
      kiosk: kioskMode,
      lock,
      reloadPage,
      disk: () => readDiskEncryption(userData, process.platform),
      offline: offlineSwitch,
      preferences: preferencesFile,
      print: pdfPrinter.print,
      engines: openVaultDatabaseEngines({ profile: userData, vaultSession, folders }),
      discardDatabases: () => session.defaultSession.clearStorageData({ storages: ['indexdb'] }),
      ...createFileServices(userData, window),
      setLanguage: shellMenu.setLanguage,
    }),
  );

  powerMonitor.on('shutdown', kioskMode.end);
  followPowerEvents(app, powerMonitor, { log, lock, checkConnection: offlineSwitch.checkConnection });
  setInterval(offlineSwitch.checkConnection, checkNetworkEveryMs).unref();
  void orders.confirm();
  setInterval(() => void orders.confirm(), confirmCommandsEveryMs).unref();
  setInterval(idleLock.lockIfIdle, checkIdleEveryMs).unref();

  return {
    ports: hostPorts,
    language: shellMenu.language,
    printed: pdfPrinter.pages,
    watchWindow: (opened) => {
      isWindowGone = false;
      idleLock.watch(opened);
      copiedText.watch(opened);
      watchEraseHold(opened);
      kioskMode.watch(opened);
    },
    mayFilm: cameraGate.mayFilm,
    mayClose: () => !kioskMode.isActive(),
    pageLoaded: () => {
      void cameraGate.scan(false);
      // A page that comes while participants use the laptop must not find an open vault.
      if (kioskMode.isActive()) {
        kioskMode.end();
        void vaultSession.lock();
      }
      vaultSession.pageLoaded();
    },
    isReloading,
    onWindowClosed: () => {
      isWindowGone = true;
      void vaultSession.lock();
      void copiedText.clear();
    },
  };
}

const aboutApp = (startFlags: StartFlags) => ({
  version: app.getVersion(),
  platform: `${process.platform} ${process.arch} ${os.release()}`,
  runtime: `Electron ${process.versions.electron}`,
  isPackaged: app.isPackaged,
  isDemonstration: startFlags.isDemonstration,
});

/** Create the services that read and write files which the person chooses in a dialog of the window. */
function createFileServices(userData: string, window: StartShellOptions['window']) {
  const parts = { dialog, window, showInFolder: (file: string) => shell.showItemInFolder(file) };
  return {
    savedFiles: createSavedFiles({ ...parts, start: app.getPath('downloads') }),
    chosenFolder: createChosenFolder({ ...parts, start: app.getPath('documents') }),
    updates: createFileUpdates({
      ...parts,
      folder: path.join(userData, 'updates'),
      keys: updatePublisherKeys,
      running: {
        product: 'fieldbook',
        version: app.getVersion(),
        platform: `${process.platform}-${process.arch}`,
      },
    }),
  };
}

/** Stage of the open vault for the camera: none is open, enrolment is still to come, or it is done. */
function openVaultStage(vaultSession: VaultSession): 'none' | 'joining' | 'joined' {
  const unlockedVault = vaultSession.current();
  if (unlockedVault === null) return 'none';
  return unlockedVault.vault.enrolment() === null ? 'joining' : 'joined';
}

/** Vault that the keys for erasure mean: the open one, else the chosen one, else the only one. */
function vaultToErase(
  { current, vaults }: ReturnType<VaultService['state']>,
  chosen: string | null,
): string | null {
  if (current !== null) return current.id;
  const ids = vaults.map(({ id }) => id);
  if (chosen !== null && ids.includes(chosen)) return chosen;
  return ids.length === 1 ? (ids[0] ?? null) : null;
}
