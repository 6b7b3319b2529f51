import { type Kysely, sql } from 'kysely';

/** Add the server key that signs the rest of a pack with erased content; null where nothing was erased. */
export async function addErasedPacks(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table entries add column erased_key text').execute(db);
  await sql.raw('alter table parked add column erased_key text').execute(db);
}
