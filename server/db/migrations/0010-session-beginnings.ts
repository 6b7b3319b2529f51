import { type Kysely, sql } from 'kysely';

// Published versions are frozen. This file is one of them: never edit it, append the next.

/** When each session of the console began. Those of before do not know it and are over: sign in once more. */
export async function addSessionBeginnings(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table sessions add column begun_ms bigint not null default 0').execute(db);
}
