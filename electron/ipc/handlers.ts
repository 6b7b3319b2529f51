import type { HostResponse } from '#renderer/host/host-contract.ts';
import { type BackupService, readLastBackupMs } from '../backup/backup-service.ts';
import type { CameraGate } from '../hardening/camera-gate.ts';
import { markStatementRead, recoveryRecipientsResponse } from '../key-escrow/pinned-statement.ts';
import type { OfflineSwitch } from '../net/offline-switch.ts';
import type { ChosenErasure, RemoteCommandService } from '../remote-wipe/remote-command-service.ts';
import type { FileUpdates } from '../update/file-updates.ts';
import type { ErasureNotices } from '../vault/erasure-notices.ts';
import { signPackPayload, verifySignatures } from '../vault/pack-signatures.ts';
import type { VaultDatabaseEngines } from '../vault/vault-database-engines.ts';
import type { VaultService } from '../vault/vault-service.ts';
import type { UnlockedVault, VaultSession } from '../vault/vault-session.ts';
import type { ChosenFolder } from '../window/chosen-folder.ts';
import type { KioskMode } from '../window/kiosk-mode.ts';
import type { IdleMinutesFile, PreferencesFile } from '../window/laptop-settings.ts';
import type { PdfPrinter } from '../window/pdf-printer.ts';
import type { SavedFiles } from '../window/save-proposed-file.ts';
import type { ShellLanguage } from '../window/shell-labels.ts';
import type { HostHandlers } from './host-ports.ts';

/** Parts of the shell that the app can call. */
interface HandlerDependencies {
  readonly about: HostResponse<'app.about'>;
  readonly offer: HostResponse<'device.offer'>;
  readonly vaultSession: VaultSession;
  readonly vaultService: VaultService;
  readonly camera: CameraGate;
  /** Called with the vault that the lock screen shows as chosen. */
  readonly chooseVault: (vault: string | null) => void;
  readonly idle: IdleMinutesFile;
  readonly remoteCommands: RemoteCommandService;
  readonly backups: BackupService;
  readonly eraseByChoice: ChosenErasure;
  readonly erasedNotes: ErasureNotices;
  readonly kiosk: KioskMode;
  readonly lock: () => Promise<void>;
  /** Load the app's first page into the window; for a vault that is gone. */
  readonly reloadPage: () => void;
  /** Whether the disk of the vaults is known to be encrypted. */
  readonly disk: () => HostResponse<'laptop.state'>['disk'];
  readonly offline: OfflineSwitch;
  readonly preferences: PreferencesFile;
  readonly savedFiles: SavedFiles;
  readonly chosenFolder: ChosenFolder;
  readonly print: PdfPrinter['print'];
  readonly engines: VaultDatabaseEngines;
  readonly discardDatabases: () => Promise<void>;
  readonly updates: FileUpdates;
  readonly setLanguage: (language: ShellLanguage) => void;
}

/** Create the handlers of the host contract. Channels that need an open vault fail with `locked` without one. */
export function createHostHandlers(parts: HandlerDependencies): HostHandlers {
  const { vaultSession, vaultService, idle, offline } = parts;
  const vault = (): UnlockedVault['vault'] => vaultSession.requireOpen().vault;
  return {
    'app.about': () => parts.about,
    'vault.state': () => vaultService.state(),
    'vault.create': (ask) => vaultService.create(ask),
    'vault.unlock': async (ask) => {
      const response = await vaultService.unlock(ask);
      if (response.kind === 'erased') parts.reloadPage();
      return refuseIfCommandPending(parts, response);
    },
    'vault.choose': ({ id }) => {
      parts.chooseVault(id);
      return null;
    },
    'vault.recover': (ask) => vaultService.recover(ask),
    'vault.renewPassphrase': async (ask) =>
      refuseIfCommandPending(parts, await vaultService.renewPassphrase(ask)),
    'vault.dropRecovered': () => {
      vaultService.dropRecovered();
      return null;
    },
    'orders.notices': () => parts.remoteCommands.notices(),
    'orders.dismiss': ({ vault: id }) => {
      parts.remoteCommands.dismiss(id);
      return null;
    },
    'backup.make': (ask) => parts.backups.make(ask),
    'backup.choose': () => parts.backups.choose(),
    'backup.restore': (ask) => parts.backups.restore(ask),
    'erase.sealed': async () => {
      await parts.eraseByChoice.encryptAndErase();
      return null;
    },
    'erase.notices': () => parts.erasedNotes.notices(),
    'erase.dismiss': ({ vault: id }) => {
      parts.erasedNotes.dismiss(id);
      return null;
    },
    'vault.lock': () => {
      // Not awaited: locking asks the calling page to save and ends it.
      void parts.lock();
      return null;
    },
    'kiosk.enter': () => {
      vaultSession.requireOpen();
      parts.kiosk.enter();
      return null;
    },
    'kiosk.leave': (ask) => parts.kiosk.leave(ask),
    'vault.changePassphrase': (ask) => vaultService.changePassphrase(ask),
    'vault.erase': async () => {
      await vaultService.erase();
      parts.reloadPage();
      return null;
    },
    'vault.eraseAfter': (eraseAfter) => {
      vaultService.setEraseAfter(eraseAfter);
      return null;
    },
    'vault.forget': ({ id }) => {
      vaultService.forget(id);
      return null;
    },
    'vault.storeKeys': () => vaultSession.storeKeys(),
    'vault.idle': (minutes) => {
      if (minutes !== null) idle.write(minutes);
      return idle.read();
    },
    'device.identity': () => deviceIdentityOf(vault()),
    'device.renew': ({ why }) => {
      vault().renew(why);
      return deviceIdentityOf(vault());
    },
    'laptop.state': () => ({ disk: parts.disk(), backupAtMs: readLastBackupMs(vaultSession.requireOpen()) }),
    'recovery.recipients': () => recoveryRecipientsResponse(vault().pinnedStatement(), vault().recipients()),
    'recovery.read': () => {
      const pinnedStatement = vault().pinnedStatement();
      if (pinnedStatement !== null) vault().savePinnedStatement(markStatementRead(pinnedStatement));
      return null;
    },
    'blob.keep': ({ bytes }) => vaultSession.requireOpen().blobs.write(bytes),
    'blob.read': ({ blob }) => vaultSession.requireOpen().blobs.read(blob),
    'journal.append': ({ frames }) => vault().journal.append(frames),
    'journal.files': () => vault().journal.files(),
    'journal.read': ({ file }) => vault().journal.read(file),
    'journal.room': () => vault().journal.room(),
    'journal.drop': async ({ files }) => {
      await vault().journal.drop(files);
      return null;
    },
    'journal.blank': async ({ file, frames }) => {
      await vault().journal.blank(file, frames);
      return null;
    },
    'database.discard': async () => {
      await parts.discardDatabases();
      return null;
    },
    'database.engineChanged': () => parts.engines.hasChanged(),
    'database.whole': () => {
      parts.engines.noteEngine();
      vault().noteDatabaseWhole();
      return null;
    },
    'device.offer': () => parts.offer,
    'camera.scan': (isScanning) => parts.camera.scan(isScanning),
    'device.enrol': (ask) => vaultSession.requireOpen().server.enrol(ask),
    'device.sign': ({ payload }) => ({ sig: signPackPayload(vault().deviceKey(), payload) }),
    'device.verify': async ({ packs }) => ({ holds: await verifySignatures(packs) }),
    'net.request': (ask) => vaultSession.requireOpen().server.request(ask),
    'net.simulateOffline': (isOffline) => offline.simulate(parts.about.isDemonstration ? isOffline : null),
    'preferences.read': () => parts.preferences.read(),
    'preferences.write': (keptPreferences) => {
      parts.preferences.write(keptPreferences);
      return null;
    },
    'file.save': ({ name, text }) => parts.savedFiles.save({ name, content: text }),
    'document.save': ({ name, bytes }) => parts.savedFiles.save({ name, content: bytes }),
    'document.saved': () => parts.savedFiles.last(),
    'document.show': () => {
      parts.savedFiles.show();
      return null;
    },
    'folder.choose': () => parts.chosenFolder.choose(),
    'folder.save': ({ name, bytes }) => parts.chosenFolder.save({ name, content: bytes }),
    'folder.show': () => {
      parts.chosenFolder.show();
      return null;
    },
    'document.print': (page) => parts.print(page),
    'update.choose': () => parts.updates.choose(),
    'update.show': () => {
      parts.updates.show();
      return null;
    },
    'menu.language': (language) => {
      parts.setLanguage(language);
      return null;
    },
  };
}

/** A passphrase opens a revoked vault only to encrypt its work for headquarters. Then the vault is erased. */
async function refuseIfCommandPending<
  A extends { readonly kind: 'open'; readonly id: string } | { readonly kind: string },
>(
  { remoteCommands: orders }: HandlerDependencies,
  response: A,
): Promise<A | { readonly kind: 'refused'; readonly code: 'failed' }> {
  const order = 'id' in response ? orders.pending(response.id) : null;
  if (order === null) return response;
  await orders.execute(order);
  return { kind: 'refused', code: 'failed' };
}

function deviceIdentityOf(vault: UnlockedVault['vault']): HostResponse<'device.identity'> {
  const { device, publicKey } = vault.deviceKey();
  return {
    device,
    publicKey,
    former: [...vault.formerDevices()],
    renewedFor: vault.renewalReason(),
    backup: vault.restoredBackup(),
    enrolment: vault.enrolment(),
  };
}
