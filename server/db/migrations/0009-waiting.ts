import { type Kysely, sql } from 'kysely';

// Published versions are frozen. This file is one of them: never edit it, append the next.

/** Add the reported outbox of each device. */
export async function addWaiting(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table devices add column waiting_ops bigint').execute(db);
  await sql.raw('alter table devices add column waiting_bytes bigint').execute(db);
}
