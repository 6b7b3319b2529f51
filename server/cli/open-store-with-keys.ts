import fs from 'node:fs';
import path from 'node:path';
import { countUnreadableRemarks } from '../console/encrypted-remarks.ts';
import { encryptionKeyIdOf, readStoredSecrets } from '../db/encryption/encrypted-secrets.ts';
import { readSealingKeys, type SealingKeys } from '../db/encryption/sealing-keys.ts';
import {
  connectServerStore,
  openServerStore,
  type ServerStore,
  type StoreLocation,
} from '../db/open-store.ts';
import { CommandProblem, type StoreOptionValues, storeLocationOf } from './command-options.ts';

interface StoreWithKeys {
  readonly store: ServerStore;
  readonly storeLocation: StoreLocation;
  readonly sealing: SealingKeys;
  readonly sealingFile: string;
}

/**
 * Open the store of the options with the keys of its `--sealing-key`. A store without secrets, such as a new one, gets
 * a key file where none exists.
 * @throws CommandProblem without a file, or when the file lacks a key of the store; the store is unchanged then
 */
export async function openStoreWithKeys(storeOptionValues: StoreOptionValues): Promise<StoreWithKeys> {
  const storeLocation = storeLocationOf(storeOptionValues);
  const sealingFile = storeOptionValues['sealing-key'] ?? defaultSealingKeyFile(storeLocation);
  if (sealingFile === null)
    throw new CommandProblem(
      'PostgreSQL needs --sealing-key FILE, the file with the key that seals the secrets of the store: ' +
        'name a place outside the database, and the file is made where it is not there',
      'sealing-key-missing',
    );
  const needed = await readSealingKeyIdsInUse(storeLocation);
  if (needed.length > 0 && !fs.existsSync(sealingFile))
    throw new CommandProblem(
      `the store is sealed by a key that must be in ${sealingFile}, and there is no such file: put the file back, ` +
        'or name it with --sealing-key; nothing was changed',
      'sealing-key-missing',
    );
  const sealingKeys = readSealingKeys(sealingFile);
  if (needed.some((id) => !sealingKeys.byId.has(id)))
    throw new CommandProblem(
      `the store is sealed by another key than ${sealingFile} has: name the right file with --sealing-key, ` +
        'or put the missing key before the last line of this one; nothing was changed',
      'sealing-key-other',
    );
  return {
    store: await openServerStore(storeLocation, sealingKeys),
    storeLocation: storeLocation,
    sealing: sealingKeys,
    sealingFile,
  };
}

/**
 * Return the default path of the sealing keys: beside the embedded store's database. None for PostgreSQL: its server
 * may have no lasting folder.
 */
export const defaultSealingKeyFile = (storeLocation: StoreLocation): string | null =>
  storeLocation.kind === 'embedded' ? path.join(storeLocation.folder, 'sealing.key') : null;

/** Build the warning about remarks that no available key decrypts; null when all decrypt. */
export async function unreadableRemarksWarning({
  store,
  sealing,
  sealingFile,
}: StoreWithKeys): Promise<string | null> {
  const count = await countUnreadableRemarks(store, sealing);
  return count === 0
    ? null
    : `strictly confidential remarks that cannot be read, since their key is not in ${sealingFile}: ${count}`;
}

/** Read the ids of the keys that encrypt the store's secrets now. */
async function readSealingKeyIdsInUse(storeLocation: StoreLocation): Promise<readonly string[]> {
  const store = await connectServerStore(storeLocation);
  try {
    return (await readStoredSecrets(store)).flatMap(({ stored }) => encryptionKeyIdOf(stored) ?? []);
  } finally {
    await store.destroy();
  }
}
