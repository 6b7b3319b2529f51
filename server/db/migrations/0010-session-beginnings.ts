import { type Kysely, sql } from 'kysely';

// Published versions are frozen. This file is one of them: never edit it, append the next.

/** Add the beginning of each console session. Earlier ones have none and end: people sign in again. */
export async function addSessionBeginnings(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table sessions add column begun_ms bigint not null default 0').execute(db);
}
