import { type Kysely, sql } from 'kysely';

/** Add the beginning of each console session. Earlier ones have none and end: people sign in again. */
export async function addSessionBeginnings(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table sessions add column begun_ms bigint not null default 0').execute(db);
}
