import type { TestProject } from 'vitest/node';
import { type PostgresProcess, startPostgres } from './postgres-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A real PostgreSQL for this run; every test makes databases of its own in it. */
    postgresUrl: string;
  }
}

let postgres: PostgresProcess | undefined;

/** Start Debian's PostgreSQL on a free port in a temporary folder, once for the whole run of the server's tests. */
export async function setup(project: TestProject): Promise<void> {
  // These tests are not about durability, so nothing waits for the disk.
  postgres = await startPostgres(false);
  project.provide('postgresUrl', postgres.url);
}

export async function teardown(): Promise<void> {
  await postgres?.stop();
}
