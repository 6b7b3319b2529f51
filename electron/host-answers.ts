import type { HostAnswer } from '#renderer/host/host-contract.ts';
import type { PreferencesFile } from './files/preferences-file.ts';
import type { HostHandlers } from './ipc/host-handlers.ts';
import type { Headquarters } from './net/headquarters.ts';
import type { OfflineSwitch } from './net/offline-switch.ts';
import { storeKeysOf } from './vault/store-keys.ts';
import type { Updates } from './update/updates.ts';
import type { Vault } from './vault/vault.ts';
import { verifySignatures } from './vault/verify-signatures.ts';
import type { ShellLanguage } from './window/words.ts';

/** What the shell is made of, as far as the app can ask for it. */
export interface ShellParts {
  readonly about: HostAnswer<'app.about'>;
  readonly offer: HostAnswer<'device.offer'>;
  readonly vault: Vault;
  readonly headquarters: Headquarters;
  readonly offline: OfflineSwitch;
  readonly preferences: PreferencesFile;
  readonly saveFile: (file: {
    readonly name: string;
    readonly text: string;
  }) => Promise<'saved' | 'cancelled'>;
  readonly discardDatabases: () => Promise<void>;
  readonly updates: Updates;
  readonly setLanguage: (language: ShellLanguage) => void;
}

/** Which part of the shell answers what the app asks. */
export function hostAnswers(parts: ShellParts): HostHandlers {
  const { vault, headquarters, offline } = parts;
  return {
    'app.about': () => parts.about,
    ...vaultAnswers,
    'device.identity': () => identityOf(vault),
    'device.renew': ({ why }) => {
      vault.renew(why);
      return identityOf(vault);
    },
    'vault.storeKeys': () => storeKeysOf(vault.folder),
    'journal.append': ({ frames }) => vault.journal.append(frames),
    'journal.files': () => vault.journal.files(),
    'journal.read': ({ file }) => vault.journal.read(file),
    'journal.room': () => vault.journal.room(),
    'journal.drop': async ({ files }) => {
      await vault.journal.drop(files);
      return null;
    },
    'database.discard': async () => {
      await parts.discardDatabases();
      return null;
    },
    'device.offer': () => parts.offer,
    'device.enrol': (ask) => headquarters.enrol(ask),
    'device.sign': ({ payload }) => ({ sig: vault.deviceKey().sign(payload).toString('base64url') }),
    'device.verify': async ({ packs }) => ({ holds: await verifySignatures(packs) }),
    'net.request': (ask) => headquarters.request(ask),
    'net.simulateOffline': (isOffline) => offline.simulate(isOffline),
    'preferences.read': () => parts.preferences.read(),
    'preferences.write': (preferences) => {
      parts.preferences.write(preferences);
      return null;
    },
    'file.save': (file) => parts.saveFile(file),
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

function identityOf(vault: Vault): HostAnswer<'device.identity'> {
  const { device, publicKey } = vault.deviceKey();
  return { device, publicKey, former: [...vault.formerDevices()], enrolment: vault.enrolment() };
}

const notYet = (): never => {
  throw Object.assign(new Error('Vaults are not encrypted yet'), { code: 'notYet' });
};
const vaultAnswers = {
  'vault.state': notYet,
  'vault.create': notYet,
  'vault.unlock': notYet,
  'vault.lock': notYet,
  'vault.changePassphrase': notYet,
  'vault.erase': notYet,
  'vault.forget': notYet,
  'vault.storeKeys': notYet,
  'vault.idle': notYet,
};
