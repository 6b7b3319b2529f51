import { type Kysely, sql } from 'kysely';

/**
 * Add the place up to which each field of a log was erased, so that it is not due again. The table is the server's own:
 * no reader's role sees it. Fields that were listed with their mission are now listed alone; their days count from the
 * next run.
 */
export async function addErasedFields(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table erased_fields (log text not null, doc text not null, path text not null, place bigint not null,
       primary key (log, doc, path))`,
    'delete from retention_list where due_ms is null',
  ])
    await sql.raw(statement).execute(db);
}
