import { type Kysely, PostgresAdapter, sql } from 'kysely';

// Published versions are frozen. These are some of them: never edit one, append the next.

/**
 * Add the register of requests about personal data. Each change is another version of the whole entry; none is ever
 * replaced. The tables refuse replacements, and the role that reads for people gets no access.
 */
export async function addDataRequests(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  for (const statement of [table, ...(isPostgres ? postgresTriggers : sqliteTriggers)])
    await sql.raw(statement).execute(db);
}

const table = `create table data_requests (number bigint not null, version bigint not null, at_ms bigint not null,
  person text not null references persons (person), content text not null, primary key (number, version))`;

const postgresTriggers: readonly string[] = [
  `create function data_requests_keep_versions() returns trigger language plpgsql as
     $$ begin raise exception 'versions of a data request are kept'; end $$`,
  `create trigger data_requests_no_change before update or delete on data_requests
     for each row execute function data_requests_keep_versions()`,
  `create trigger data_requests_no_truncate before truncate on data_requests
     for each statement execute function data_requests_keep_versions()`,
];

const sqliteTriggers: readonly string[] = ['update', 'delete'].map(
  (change) =>
    `create trigger data_requests_no_${change} before ${change} on data_requests
       begin select raise(abort, 'versions of a data request are kept'); end`,
);

/**
 * Add row-level security for searches of a data request. Only the data-protection focal point sees, during a
 * transaction, the missions that its setting `fieldbook.searched` names. A role in them is not needed. Results tell
 * places, never content (`retention/search-records.ts`).
 */
export async function addDataSearches(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const tables = ['logs', 'entries', 'held_ops', 'documents'];

const statements: readonly string[] = [
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

/** Add the server key that signs the rest of a pack with erased content; null where nothing was erased. */
export async function addErasedPacks(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table entries add column erased_key text').execute(db);
  await sql.raw('alter table parked add column erased_key text').execute(db);
}

/**
 * Add the id that the entering page gave a request. A repeated entry after a lost answer is then not entered twice.
 * Earlier requests have none; neither have versions after the first.
 */
export async function addDataRequestEntries(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'alter table data_requests add column entry text',
    'create unique index data_requests_entry on data_requests (entry)',
  ])
    await sql.raw(statement).execute(db);
}

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
