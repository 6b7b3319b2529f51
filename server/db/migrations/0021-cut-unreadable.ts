import { type Kysely, sql } from 'kysely';

// Published versions are frozen. This file is one of them: never edit it, append the next.

/** Of what came as a pack and could not be read, so that it belongs to no log, the beginning is kept. */
export async function cutUnreadable(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `update parked set payload = substr(payload, 1, 100), sig = ''
         where log = '00000000-0000-0000-0000-000000000000'`,
    )
    .execute(db);
}
