import { type Kysely, sql } from 'kysely';

/**
 * Add the table of strictly confidential remarks (docs/requirements.md E4), encrypted by a key that is in no table. The
 * role that reads for people gets no access, so no query under row-level security can reach it.
 */
export async function addSealedWords(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table sealed_words (log text not null, doc text not null, point text not null, key_id text not null,
         sealed text not null, primary key (log, doc, point))`,
    )
    .execute(db);
}
