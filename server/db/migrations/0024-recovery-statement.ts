import { type Kysely, sql } from 'kysely';

/** Add the offline root's statement on headquarters' recovery recipients, as JSON. */
export async function addRecoveryStatement(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table server add column recovery_statement text').execute(db);
}
