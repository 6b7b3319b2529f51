import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Add the last day of a grant by a group. Queries of rights ask for the day (`grantInForce`), so that a role ends with
 * it even when no timer runs. `fieldbook_today` is the day in UTC: a function of PostgreSQL, or of the server's
 * connection to SQLite (`sqlite-dialect.ts`).
 */
export async function addEndsOfGrants(db: Kysely<unknown>): Promise<void> {
  const covering = `group_roles.group_id = grants.source and group_roles.role = grants.role
    and group_roles.log in ('', grants.log)`;
  for (const statement of [
    'alter table grants add column ends_on text',
    // Of several roles of a group that give the same grant the last one counts; one without an end has none.
    `update grants set ends_on = (select max(ends_on) from group_roles where ${covering}) where source <> ''
       and not exists (select 1 from group_roles where ${covering} and group_roles.ends_on is null)`,
    ...(db.getExecutor().adapter instanceof PostgresAdapter ? endsOfGrantsFence : []),
  ])
    await sql.raw(statement).execute(db);
}

const functionEnd = 'stable security definer set search_path from current';

const ownInForce = `select log from grants where person = nullif(current_setting('fieldbook.person', true), '')
  and (ends_on is null or ends_on >= fieldbook_today())`;

const endsOfGrantsFence: readonly string[] = [
  `create function fieldbook_today() returns text language sql stable as
     $$ select to_char(now() at time zone 'utc', 'YYYY-MM-DD') $$`,
  `create or replace function fieldbook_granted_logs() returns setof text language sql ${functionEnd} as
     $$ ${ownInForce} $$`,
  `create or replace function fieldbook_readable_logs() returns setof text language sql ${functionEnd} as
     $$ ${ownInForce} and role not in ('admin', 'partner') $$`,
  `create or replace function fieldbook_partner_logs() returns setof text language sql ${functionEnd} as
     $$ ${ownInForce} and role = 'partner' $$`,
];
