import type { HostAnswer } from '#renderer/host/host-contract.ts';
import type { BackupDesk } from './backup/backup-desk.ts';
import { lastBackupMs } from './backup/last-backup.ts';
import type { ProposedFile } from './files/save-file.ts';
import type { PreferencesFile } from './files/preferences-file.ts';
import type { CameraGate } from './hardening/camera-gate.ts';
import type { HostHandlers } from './ipc/host-handlers.ts';
import type { IdleMinutes } from './files/idle-minutes.ts';
import type { OfflineSwitch } from './net/offline-switch.ts';
import type { PrintDesk } from './print/print-desk.ts';
import { markRead, recipientsState } from './recovery/pinned-statement.ts';
import type { Updates } from './update/updates.ts';
import type { OrderOffice } from './orders/order-office.ts';
import type { EraseByChoice } from './orders/erase-by-choice.ts';
import { signPack } from './vault/sign-pack.ts';
import type { DatabaseEngines } from './vault/database-engines.ts';
import type { ErasedNotes } from './vault/erased-notes.ts';
import type { VaultDoors } from './vault/vault-doors.ts';
import type { OpenVault, VaultHolder } from './vault/vault-holder.ts';
import { verifySignatures } from './vault/verify-signatures.ts';
import type { ShellLanguage } from './window/words.ts';

/** What the shell is made of, as far as the app can ask for it. */
export interface ShellParts {
  readonly about: HostAnswer<'app.about'>;
  readonly offer: HostAnswer<'device.offer'>;
  readonly holder: VaultHolder;
  readonly doors: VaultDoors;
  readonly camera: CameraGate;
  /** Vault that the lock screen shows as chosen. */
  readonly chooseVault: (vault: string | null) => void;
  readonly idle: IdleMinutes;
  readonly orders: OrderOffice;
  readonly backups: BackupDesk;
  readonly eraseByChoice: EraseByChoice;
  readonly erasedNotes: ErasedNotes;
  readonly lock: () => Promise<void>;
  /** The window shows the app as it starts; for a vault that is gone. */
  readonly loadAnew: () => void;
  /** Whether the disk below the vaults is known to be encrypted. */
  readonly disk: () => HostAnswer<'laptop.state'>['disk'];
  readonly offline: OfflineSwitch;
  readonly preferences: PreferencesFile;
  readonly saveFile: (file: ProposedFile) => Promise<'saved' | 'cancelled'>;
  readonly print: PrintDesk['print'];
  readonly engines: DatabaseEngines;
  readonly discardDatabases: () => Promise<void>;
  readonly updates: Updates;
  readonly setLanguage: (language: ShellLanguage) => void;
}

/** Which part of the shell answers what the app asks. What needs an open vault fails with `locked` where there is none. */
export function hostAnswers(parts: ShellParts): HostHandlers {
  const { holder, doors, idle, offline } = parts;
  const vault = (): OpenVault['vault'] => holder.open().vault;
  return {
    'app.about': () => parts.about,
    'vault.state': () => doors.state(),
    'vault.create': (ask) => doors.create(ask),
    'vault.unlock': async (ask) => {
      const answer = await doors.unlock(ask);
      if (answer.kind === 'erased') parts.loadAnew();
      return unlessOrdered(parts, answer);
    },
    'vault.choose': ({ id }) => {
      parts.chooseVault(id);
      return null;
    },
    'vault.recover': (ask) => doors.recover(ask),
    'vault.renewPassphrase': async (ask) => unlessOrdered(parts, await doors.renewPassphrase(ask)),
    'vault.dropRecovered': () => {
      doors.dropRecovered();
      return null;
    },
    'orders.notices': () => parts.orders.notices(),
    'orders.dismiss': ({ vault: id }) => {
      parts.orders.dismiss(id);
      return null;
    },
    'backup.make': (ask) => parts.backups.make(ask),
    'backup.choose': () => parts.backups.choose(),
    'backup.restore': (ask) => parts.backups.restore(ask),
    'erase.sealed': async () => {
      await parts.eraseByChoice.eraseSealed();
      return null;
    },
    'erase.notices': () => parts.erasedNotes.notices(),
    'erase.dismiss': ({ vault: id }) => {
      parts.erasedNotes.dismiss(id);
      return null;
    },
    'vault.lock': () => {
      // Not awaited: the page that asks is asked to save, and is gone before it ends.
      void parts.lock();
      return null;
    },
    'vault.changePassphrase': (ask) => doors.changePassphrase(ask),
    'vault.erase': async () => {
      await doors.erase();
      parts.loadAnew();
      return null;
    },
    'vault.eraseAfter': (eraseAfter) => {
      doors.setEraseAfter(eraseAfter);
      return null;
    },
    'vault.forget': ({ id }) => {
      doors.forget(id);
      return null;
    },
    'vault.storeKeys': () => holder.storeKeys(),
    'vault.idle': (minutes) => {
      if (minutes !== null) idle.write(minutes);
      return idle.read();
    },
    'device.identity': () => identityOf(vault()),
    'device.renew': ({ why }) => {
      vault().renew(why);
      return identityOf(vault());
    },
    'laptop.state': () => ({ disk: parts.disk(), backupAtMs: lastBackupMs(holder.open()) }),
    'recovery.recipients': () => recipientsState(vault().pinnedStatement(), vault().recipients()),
    'recovery.read': () => {
      const pinned = vault().pinnedStatement();
      if (pinned !== null) vault().keepPinnedStatement(markRead(pinned));
      return null;
    },
    'blob.keep': ({ bytes }) => holder.open().blobs.keep(bytes),
    'blob.read': ({ blob }) => holder.open().blobs.read(blob),
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
      parts.engines.keep();
      return null;
    },
    'device.offer': () => parts.offer,
    'camera.scan': (isScanning) => parts.camera.scan(isScanning),
    'device.enrol': (ask) => holder.open().headquarters.enrol(ask),
    'device.sign': ({ payload }) => ({ sig: signPack(vault().deviceKey(), payload) }),
    'device.verify': async ({ packs }) => ({ holds: await verifySignatures(packs) }),
    'net.request': (ask) => holder.open().headquarters.request(ask),
    'net.simulateOffline': (isOffline) => offline.simulate(isOffline),
    'preferences.read': () => parts.preferences.read(),
    'preferences.write': (preferences) => {
      parts.preferences.write(preferences);
      return null;
    },
    'file.save': ({ name, text }) => parts.saveFile({ name, content: text }),
    'document.save': ({ name, bytes }) => parts.saveFile({ name, content: bytes }),
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

/** A passphrase opens a revoked vault for one thing: sealing its work for headquarters. Then it is erased. */
async function unlessOrdered<
  A extends { readonly kind: 'open'; readonly id: string } | { readonly kind: string },
>({ orders }: ShellParts, answer: A): Promise<A | { readonly kind: 'refused'; readonly code: 'failed' }> {
  const order = 'id' in answer ? orders.pending(answer.id) : null;
  if (order === null) return answer;
  await orders.hear(order);
  return { kind: 'refused', code: 'failed' };
}

function identityOf(vault: OpenVault['vault']): HostAnswer<'device.identity'> {
  const { device, publicKey } = vault.deviceKey();
  return { device, publicKey, former: [...vault.formerDevices()], enrolment: vault.enrolment() };
}
