import { type Kysely, sql } from 'kysely';

/** Add the log and the number of values that a notice about an erasure tells its authors. */
export async function addErasureNotices(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'alter table notices add column log text',
    'alter table notices add column erased_values integer',
  ])
    await sql.raw(statement).execute(db);
}
