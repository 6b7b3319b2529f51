import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { openServerStore, type ServerStore, type StoreLocation } from '#server/db/open-store.ts';
import { temporaryFolder } from '#tests/support/temporary/temporary-folder.ts';
import { testSealingKeys } from './test-sealing-keys.ts';

/** A place where a test can have a store of its own, and open it again. */
export interface StorePlaces {
  readonly name: string;
  readonly newPlace: () => Promise<StoreLocation>;
}

export const embedded: StorePlaces = {
  name: 'embedded store',
  newPlace: async () => ({ kind: 'embedded', folder: newFolder() }),
};

export const postgres: StorePlaces = {
  name: 'PostgreSQL',
  newPlace: async () => {
    const url = new URL(inject('postgresUrl'));
    const name = `test_${randomBytes(8).toString('hex')}`;
    const client = new pg.Client(url.href);
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    url.pathname = name;
    return { kind: 'postgres', url: url.href };
  },
};

/** A folder that is gone when the test is over. */
export const newFolder = (): string => temporaryFolder('server');

/** Open a store until the test is over. */
export async function openUntilTheEnd(place: StoreLocation, sealing = testSealingKeys): Promise<ServerStore> {
  const store = await openServerStore(place, sealing);
  onTestFinished(() => store.destroy());
  return store;
}
