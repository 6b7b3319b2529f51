import { type Kysely, sql } from 'kysely';

// Published versions are frozen. This file is one of them: never edit it, append the next.

/** Add the offline root's statement on headquarters' recovery recipients, as JSON. */
export async function addRecoveryStatement(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table server add column recovery_statement text').execute(db);
}
