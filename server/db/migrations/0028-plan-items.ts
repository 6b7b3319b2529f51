import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Add items of plans as rows, so that a partner's rows can be told from others' (docs/requirements.md E5). They are
 * filled with the figures of documents. In PostgreSQL a role of a partner opens no log any more: it opens the rows of
 * the entity that the transaction's setting `fieldbook.entity` names.
 */
export async function addPlanItems(db: Kysely<unknown>): Promise<void> {
  const statements = [
    `create table plan_items (log text not null, doc text not null, item text not null, ordinal bigint not null,
       entities text not null, listed text not null, primary key (log, doc, item))`,
    ...(db.getExecutor().adapter instanceof PostgresAdapter ? planItemsFence : []),
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const planItemsFence: readonly string[] = [
  `create or replace function fieldbook_readable_logs() returns setof text language sql
     stable security definer set search_path from current as
     $$ select log from grants where person = nullif(current_setting('fieldbook.person', true), '')
          and role not in ('admin', 'partner') $$`,
  `create function fieldbook_partner_logs() returns setof text language sql
     stable security definer set search_path from current as
     $$ select log from grants where person = nullif(current_setting('fieldbook.person', true), '')
          and role = 'partner' $$`,
  'alter table plan_items enable row level security',
  `create policy plan_items_of_own_logs on plan_items for select
     using (log in (select fieldbook_readable_logs()))`,
  `create policy plan_items_of_own_entity on plan_items for select
     using (log in (select fieldbook_partner_logs())
       and coalesce(current_setting('fieldbook.entity', true), '') <> ''
       and position(chr(10) || current_setting('fieldbook.entity', true) || chr(10) in entities) > 0)`,
  `do $$ begin
     if exists (select 1 from pg_roles where rolname = 'fieldbook_reader') then
       grant select on plan_items to fieldbook_reader;
     end if;
   end $$`,
];
