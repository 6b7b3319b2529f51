import { type Kysely, sql } from 'kysely';

/** Add the reported outbox of each device. */
export async function addWaiting(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table devices add column waiting_ops bigint').execute(db);
  await sql.raw('alter table devices add column waiting_bytes bigint').execute(db);
}
