import { type Kysely, sql } from 'kysely';

/**
 * Add the mark of possibly stolen keys of the server. The private parts of former keys are deleted: they sign nothing
 * more.
 */
export async function addRevokedKeys(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table server_keys add column compromised_ms bigint').execute(db);
  await sql.raw("update server_keys set private_key = ''").execute(db);
}
