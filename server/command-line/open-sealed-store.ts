import fs from 'node:fs';
import path from 'node:path';
import { sealedBy } from '../sealed/seal-secret.ts';
import { countUnreadable } from '../sealed/sealed-words.ts';
import { readSealingKeys, type SealingKeys } from '../sealed/sealing-keys.ts';
import { readSecrets } from '../sealed/secret-rows.ts';
import { connectStore, openStore, type Store, type StorePlace } from '../store/open-store.ts';
import { CommandProblem } from './command-problem.ts';
import { storePlaceOf, type StoreValues } from './store-options.ts';

export interface SealedStore {
  readonly store: Store;
  readonly place: StorePlace;
  readonly sealing: SealingKeys;
  readonly sealingFile: string;
}

/**
 * Opens the store that the options name, with the keys of its `--sealing-key`. A store without secrets, as a new one, gets
 * a key file where there is none. Throws a `CommandProblem` without a file, and with one that lacks a key of the store; the
 * store is unchanged then.
 */
export async function openSealedStore(values: StoreValues): Promise<SealedStore> {
  const place = storePlaceOf(values);
  const sealingFile = values['sealing-key'] ?? sealingKeyBeside(place);
  if (sealingFile === null)
    throw new CommandProblem(
      'PostgreSQL needs --sealing-key FILE, the file with the key that seals the secrets of the store: ' +
        'name a place outside the database, and the file is made where it is not there',
      'sealing-key-missing',
    );
  const needed = await sealingKeysOf(place);
  if (needed.length > 0 && !fs.existsSync(sealingFile))
    throw new CommandProblem(
      `the store is sealed by a key that must be in ${sealingFile}, and there is no such file: put the file back, ` +
        'or name it with --sealing-key; nothing was changed',
      'sealing-key-missing',
    );
  const sealing = readSealingKeys(sealingFile);
  if (needed.some((id) => !sealing.byId.has(id)))
    throw new CommandProblem(
      `the store is sealed by another key than ${sealingFile} has: name the right file with --sealing-key, ` +
        'or put the missing key before the last line of this one; nothing was changed',
      'sealing-key-other',
    );
  return { store: await openStore(place, sealing), place, sealing, sealingFile };
}

/**
 * Default place of the sealing keys: beside the embedded store's database. A server on PostgreSQL may have no folder that
 * lasts, so there is none.
 */
export const sealingKeyBeside = (place: StorePlace): string | null =>
  place.kind === 'embedded' ? path.join(place.folder, 'sealing.key') : null;

/** The sentence about words of remarks that no key at hand opens; null when all open. */
export async function unreadableWordsWarning({
  store,
  sealing,
  sealingFile,
}: SealedStore): Promise<string | null> {
  const count = await countUnreadable(store, sealing);
  return count === 0
    ? null
    : `strictly confidential remarks that cannot be read, since their key is not in ${sealingFile}: ${count}`;
}

/** Ids of the keys by which the store's secrets are sealed now. */
async function sealingKeysOf(place: StorePlace): Promise<readonly string[]> {
  const store = await connectStore(place);
  try {
    return (await readSecrets(store)).flatMap(({ stored }) => sealedBy(stored) ?? []);
  } finally {
    await store.destroy();
  }
}
