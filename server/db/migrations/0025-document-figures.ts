import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** Add figures of documents beside their rows, empty: they are computed when somebody reads them. */
export async function addDocumentFigures(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table document_figures (log text not null, doc text not null, place bigint not null,
         version bigint not null, figures text not null, primary key (log, doc))`,
    )
    .execute(db);
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  for (const statement of figuresFence) await sql.raw(statement).execute(db);
}

/** As for `documents` (0004-row-level-security.ts). */
const figuresFence: readonly string[] = [
  'alter table document_figures enable row level security',
  `create policy document_figures_of_own_logs on document_figures for select
     using (log in (select fieldbook_readable_logs()))`,
  `do $$ begin
     if exists (select 1 from pg_roles where rolname = 'fieldbook_reader') then
       grant select on document_figures to fieldbook_reader;
     end if;
   end $$`,
];
