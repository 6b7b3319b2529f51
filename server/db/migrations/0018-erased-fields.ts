import { type Kysely, sql } from 'kysely';

// Published versions are frozen. This file is one of them: never edit it, append the next.

/**
 * Up to which place of its log all that was written in a field was erased, so that it is not due again. The table is the
 * server's own: no reader's role sees it. What was listed while it waited for the rest of its mission goes by itself now,
 * and its days are counted from the next look.
 */
export async function addErasedFields(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table erased_fields (log text not null, doc text not null, path text not null, place bigint not null,
       primary key (log, doc, path))`,
    'delete from retention_list where due_ms is null',
  ])
    await sql.raw(statement).execute(db);
}
