import { type Kysely, sql } from 'kysely';

/**
 * Add the server's former keys, each with its statement for the next. Add the key that each device pins (null: the
 * first).
 */
export async function addServerKeys(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table server_keys (n bigint not null, public_key text not null, private_key text not null,
         next_key text not null, sig text not null, rotated_ms bigint not null, primary key (n))`,
    )
    .execute(db);
  await sql.raw('alter table devices add column server_key text').execute(db);
}
