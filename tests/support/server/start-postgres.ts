import type { TestProject } from 'vitest/node';
import { openServerStore } from '#server/db/open-store.ts';
import { makeFolderUntilExit, type RemovableFolder } from '#tests/support/temporary/make-folder.ts';
import { createDatabase, type PostgresProcess, startPostgres } from './postgres-process.ts';
import { testSealingKeys } from './test-sealing-keys.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A real PostgreSQL for this run; every test makes databases of its own in it. */
    postgresUrl: string;
    /** A database and the folder of an embedded store, both migrated and without content, for tests to copy. */
    emptyStores: { readonly database: string; readonly folder: string };
  }
}

let postgres: PostgresProcess | undefined;
let embedded: RemovableFolder | undefined;

/**
 * Start Debian's PostgreSQL on a free port in a temporary folder, once for the whole run of the server's tests. Migrate
 * one store of each engine, since a test that copies it begins in a tenth of the time.
 */
export async function setup(project: TestProject): Promise<void> {
  // These tests are not about durability, so nothing waits for the disk.
  postgres = await startPostgres(false);
  embedded = makeFolderUntilExit('empty-store');
  const [database, { folder }] = ['empty_store', embedded];
  const url = await createDatabase(postgres.url, database);
  for (const place of [
    { kind: 'postgres', url },
    { kind: 'embedded', folder },
  ] as const)
    await (await openServerStore(place, testSealingKeys)).destroy();
  project.provide('postgresUrl', postgres.url);
  project.provide('emptyStores', { database, folder });
}

export async function teardown(): Promise<void> {
  await postgres?.stop();
  await embedded?.remove();
}
