import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { inject, onTestFinished } from 'vitest';
import { openServerStore, type ServerStore, type StoreLocation } from '#server/db/open-store.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';
import { createDatabase, dropDatabase } from './postgres-process.ts';
import { testSealingKeys } from './test-sealing-keys.ts';

/** A location where a test can have a store of its own, and open it again. */
export interface StoreLocations {
  readonly name: string;
  /** The tables of this version are there, without content. */
  readonly newLocation: () => Promise<StoreLocation>;
}

/** A location that nothing has written to yet, for the tests of migrations. */
export type BlankLocations = StoreLocations & { readonly blankLocation: () => Promise<StoreLocation> };

export const embedded: BlankLocations = {
  name: 'embedded store',
  newLocation: async () => {
    const folder = newFolder();
    fs.cpSync(inject('emptyStores').folder, folder, { recursive: true });
    return { kind: 'embedded', folder };
  },
  blankLocation: async () => ({ kind: 'embedded', folder: newFolder() }),
};

export const postgres: BlankLocations = {
  name: 'PostgreSQL',
  newLocation: () => databaseUntilTheEnd(inject('emptyStores').database),
  blankLocation: () => databaseUntilTheEnd(),
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
