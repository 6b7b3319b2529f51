import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Add row-level security (docs/security-requirements.md 5) in PostgreSQL. Reads for a person run as a role that owns
 * nothing. Of every table keyed by log it sees only the rows of that person's logs, with any query.
 * The person is the transaction's setting `fieldbook.person`; without one no row is visible. Only the owner writes.
 * SQLite has no roles: there the condition in the queries is the only protection.
 */
export async function addRowLevelSecurity(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  for (const statement of rowLevelSecurityStatements) await sql.raw(statement).execute(db);
}

/** Tables with content, or with rows that reveal some. */
const contentTables = ['entries', 'chain_ends', 'held_ops', 'documents', 'document_places', 'parked'];

// They read `grants` as the owner, or the policy of `grants` would have to query itself.
const functionEnd = 'stable security definer set search_path from current';

const self = `nullif(current_setting('fieldbook.person', true), '')`;

const rowLevelSecurityStatements: readonly string[] = [
  `create function fieldbook_readable_logs() returns setof text language sql ${functionEnd} as
     $$ select log from grants where person = ${self} and role <> 'admin' $$`,
  `create function fieldbook_granted_logs() returns setof text language sql ${functionEnd} as
     $$ select log from grants where person = ${self} $$`,
  `create function fieldbook_is_administrator() returns boolean language sql ${functionEnd} as
     $$ select exists (select 1 from persons where person = ${self} and role = 'admin') $$`,
  ...contentTables.flatMap((table) => [
    `alter table ${table} enable row level security`,
    `create policy ${table}_of_own_logs on ${table} for select
       using (log in (select fieldbook_readable_logs()))`,
  ]),
  'alter table logs enable row level security',
  `create policy logs_of_own_grants on logs for select
     using (log in (select fieldbook_granted_logs()) or (select fieldbook_is_administrator()))`,
  'alter table grants enable row level security',
  `create policy grants_of_own_logs on grants for select
     using (person = ${self} or log in (select fieldbook_readable_logs()))`,
  // The database's administrator may have denied the right to create roles. Row-level security is off then, and the
  // server says so at its start. Roles belong to the cluster: another database may have made this one, even right now.
  `do $$ begin
     if not exists (select 1 from pg_roles where rolname = 'fieldbook_reader') then
       create role fieldbook_reader nologin noinherit;
     end if;
   exception when insufficient_privilege or duplicate_object or unique_violation then null;
   end $$`,
  `do $$ begin
     if exists (select 1 from pg_roles where rolname = 'fieldbook_reader')
        and not pg_has_role(current_user, 'fieldbook_reader', 'MEMBER') then
       execute format('grant fieldbook_reader to %I', current_user);
     end if;
   exception when insufficient_privilege or unique_violation then null;
   end $$`,
  `do $$ begin
     if exists (select 1 from pg_roles where rolname = 'fieldbook_reader') then
       grant select on logs, grants, persons, devices, ${contentTables.slice(0, -1).join(', ')} to fieldbook_reader;
     end if;
   end $$`,
];
