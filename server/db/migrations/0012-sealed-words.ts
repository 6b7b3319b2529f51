import { type Kysely, sql } from 'kysely';

// Published versions are frozen. This file is one of them: never edit it, append the next.

/**
 * The container of what is strictly confidential (domain.md E, rule 4): sealed by a key that is in no table. The role that
 * reads for people is not given it, so in PostgreSQL no query that runs behind the fence can even ask for it.
 */
export async function addSealedWords(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table sealed_words (log text not null, doc text not null, point text not null, key_id text not null,
         sealed text not null, primary key (log, doc, point))`,
    )
    .execute(db);
}
