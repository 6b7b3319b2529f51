import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { inject, onTestFinished } from 'vitest';
import { openServerStore, type ServerStore, type StoreLocation } from '#server/db/open-store.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';
import { createDatabase, dropDatabase } from './postgres-process.ts';
import { testSealingKeys } from './test-sealing-keys.ts';

/** A place where a test can have a store of its own, and open it again. */
export interface StorePlaces {
  readonly name: string;
  /** The tables of this version are there, without content. */
  readonly newPlace: () => Promise<StoreLocation>;
}

/** A place that nothing has written to yet, for the tests of migrations. */
export type BlankPlaces = StorePlaces & { readonly blankPlace: () => Promise<StoreLocation> };

export const embedded: BlankPlaces = {
  name: 'embedded store',
  newPlace: async () => {
    const folder = newFolder();
    fs.cpSync(inject('emptyStores').folder, folder, { recursive: true });
    return { kind: 'embedded', folder };
  },
  blankPlace: async () => ({ kind: 'embedded', folder: newFolder() }),
};

export const postgres: BlankPlaces = {
  name: 'PostgreSQL',
  newPlace: () => databaseUntilTheEnd(inject('emptyStores').database),
  blankPlace: () => databaseUntilTheEnd(),
};

async function databaseUntilTheEnd(template?: string): Promise<StoreLocation> {
  const name = newDatabaseName();
  const url = await createDatabase(inject('postgresUrl'), name, template);
  // Its files would fill a disk in memory.
  onTestFinished(() => dropDatabase(inject('postgresUrl'), name));
  return { kind: 'postgres', url };
}

/** An empty store for all tests of a group: it stays until the PostgreSQL of the run ends. */
export const databaseOfGroup = async (): Promise<StoreLocation> => ({
  kind: 'postgres',
  url: await createDatabase(inject('postgresUrl'), newDatabaseName(), inject('emptyStores').database),
});

const newDatabaseName = (): string => `test_${randomBytes(8).toString('hex')}`;

/** A folder that is gone when the test is over. */
export const newFolder = (): string => temporaryFolder('server');

/** Open a store until the test is over. */
export async function openUntilTheEnd(
  storeLocation: StoreLocation,
  sealingKeys = testSealingKeys,
  nowMs?: () => number,
): Promise<ServerStore> {
  const store = await openServerStore(storeLocation, sealingKeys, nowMs);
  onTestFinished(() => store.destroy());
  return store;
}
