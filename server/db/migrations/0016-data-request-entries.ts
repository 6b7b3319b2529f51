import { type Kysely, sql } from 'kysely';

/**
 * Add the id that the entering page gave a request. A repeated entry after a lost answer is then not entered twice.
 * Earlier requests have none; neither have versions after the first.
 */
export async function addDataRequestEntries(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'alter table data_requests add column entry text',
    'create unique index data_requests_entry on data_requests (entry)',
  ])
    await sql.raw(statement).execute(db);
}
