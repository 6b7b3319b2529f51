import { type Kysely, PostgresAdapter, sql } from 'kysely';

// Published versions are frozen. This file is one of them: never edit it, append the next.

/**
 * The second fence for searches that a request about personal data asks for: the data-protection focal point, and nobody
 * else, sees for the length of a transaction the missions that its setting `fieldbook.searched` names, whatever roles they
 * have in them. What comes out of it is where something stands, and no word (`privacy/search-records.ts`).
 */
export async function addDataSearches(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const tables = ['logs', 'entries', 'held_ops', 'documents'];

const statements: readonly string[] = [
  // It looks at logs and persons as the owner does, or the policy of `logs` would have to ask itself.
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
