import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Add row-level security for searches of a data request. Only the data-protection focal point sees, during a
 * transaction, the missions that its setting `fieldbook.searched` names. A role in them is not needed. Results tell
 * places, never content (`retention/search-records.ts`).
 */
export async function addDataSearches(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  for (const statement of dataSearchStatements) await sql.raw(statement).execute(db);
}

const tables = ['logs', 'entries', 'held_ops', 'documents'];

const dataSearchStatements: readonly string[] = [
  // It reads logs and persons as the owner, or the policy of `logs` would have to query itself.
  `create function fieldbook_searched_logs() returns setof text
     language sql stable security definer set search_path from current as
     $$ select log from logs
        where kind = 'mission' and erased_ms is null
          and log = any (string_to_array(current_setting('fieldbook.searched', true), ','))
          and exists (select 1 from persons where role = 'dpo' and deactivated_ms is null
                      and person = nullif(current_setting('fieldbook.person', true), '')) $$`,
  ...tables.map(
    (table) =>
      `create policy ${table}_of_searched_logs on ${table} for select
         using (log in (select fieldbook_searched_logs()))`,
  ),
];
