import { type Kysely, sql } from 'kysely';

// Published versions are frozen. This file is one of them: never edit it, append the next.

/** By which key of the server what is left of a pack is signed where something in it was erased; null where nothing was. */
export async function addErasedPacks(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table entries add column erased_key text').execute(db);
  await sql.raw('alter table parked add column erased_key text').execute(db);
}
