import { type Kysely, sql } from 'kysely';

/** Keep only the beginning of unreadable packs, which belong to no log. */
export async function cutUnreadable(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `update parked set payload = substr(payload, 1, 100), sig = ''
         where log = '00000000-0000-0000-0000-000000000000'`,
    )
    .execute(db);
}
