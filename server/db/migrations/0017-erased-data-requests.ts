import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Let a version of a data request be emptied when its period is over, and nothing else of it change. Its existence,
 * author and time stay; a version is still never deleted.
 */
export async function addErasedDataRequests(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  for (const statement of isPostgres ? postgres : sqlite) await sql.raw(statement).execute(db);
}

const postgres: readonly string[] = [
  `create or replace function data_requests_keep_versions() returns trigger language plpgsql as
     $$ begin
       if tg_op = 'UPDATE' then
         if new.content = '' and
            (new.number, new.version, new.at_ms, new.person) = (old.number, old.version, old.at_ms, old.person) and
            new.entry is not distinct from old.entry
         then return new; end if;
       end if;
       raise exception 'versions of a data request are kept';
     end $$`,
];

const sqlite: readonly string[] = [
  'drop trigger data_requests_no_update',
  `create trigger data_requests_no_update before update on data_requests
     when new.content <> '' or new.entry is not old.entry or
       (new.number, new.version, new.at_ms, new.person) <> (old.number, old.version, old.at_ms, old.person)
     begin select raise(abort, 'versions of a data request are kept'); end`,
];
