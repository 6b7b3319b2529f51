import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Store registers as rows, so that a pack reads and writes only the registers that it touches. Existing documents are
 * copied, in parts, and their column of registers is dropped. `dead_dots` finds the registers that wait for an op.
 */
export async function addRegisters(db: Kysely<unknown>): Promise<void> {
  for (const statement of tables) await sql.raw(statement).execute(db);
  await copyDocuments(db);
  await sql.raw('alter table documents drop column registers').execute(db);
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  for (const statement of fence) await sql.raw(statement).execute(db);
}

const tables: readonly string[] = [
  `create table registers (log text not null, doc text not null, path text not null, ordinal bigint not null,
     register text not null, primary key (log, doc, path))`,
  `create table dead_dots (log text not null, device text not null, n bigint not null, doc text not null,
     path text not null, primary key (log, device, n, doc, path))`,
  'create index dead_dots_doc on dead_dots (log, doc)',
  'alter table documents add column register_count bigint not null default 0',
  'alter table documents add column register_bytes bigint not null default 2',
  'alter table documents add column summary_due bigint not null default 0',
  'create index documents_summary_due on documents (log, doc) where summary_due = 1',
];

/** As for `documents` (0004-row-level-security.ts, 0014-data-searches.ts). Only the owner sees `dead_dots`. */
const fence: readonly string[] = [
  ...['registers', 'dead_dots'].flatMap((table) => [
    `alter table ${table} enable row level security`,
    `create policy ${table}_of_own_logs on ${table} for select
       using (log in (select fieldbook_readable_logs()))`,
  ]),
  `create policy registers_of_searched_logs on registers for select
     using (log in (select fieldbook_searched_logs()))`,
  `do $$ begin
     if exists (select 1 from pg_roles where rolname = 'fieldbook_reader') then
       grant select on registers to fieldbook_reader;
     end if;
   end $$`,
];

const documentsAtOnce = 20;

/** Rows per statement, below the engines' limits on parameters. */
const rowsAtOnce = 1_000;

async function copyDocuments(db: Kysely<unknown>): Promise<void> {
  for (let last = { log: '', doc: '' }; ; ) {
    const { rows } = await sql<{ log: string; doc: string; registers: string }>`
      select log, doc, registers from documents where log > ${last.log} or (log = ${last.log} and doc > ${last.doc})
      order by log, doc limit ${documentsAtOnce}`.execute(db);
    for (const row of rows) {
      await copyDocument(db, row);
      last = row;
    }
    if (rows.length < documentsAtOnce) return;
  }
}

async function copyDocument(
  db: Kysely<unknown>,
  { log, doc, registers }: { readonly log: string; readonly doc: string; readonly registers: string },
): Promise<void> {
  // The server wrote this text from parsed registers.
  const parsed = JSON.parse(registers) as Readonly<Record<string, { readonly dead?: readonly string[] }>>;
  const rows = Object.entries(parsed).map(([path, register], ordinal) => {
    const text = JSON.stringify(register);
    return { path, ordinal, text, bytes: path.length + 4 + Buffer.byteLength(text) };
  });
  for (let at = 0; at < rows.length; at += rowsAtOnce) {
    const values = rows
      .slice(at, at + rowsAtOnce)
      .map(({ path, ordinal, text }) => sql`(${log}, ${doc}, ${path}, ${ordinal}, ${text})`);
    await sql`insert into registers (log, doc, path, ordinal, register) values ${sql.join(values)}`.execute(
      db,
    );
  }
  for (const [path, { dead = [] }] of Object.entries(parsed))
    for (const dot of dead)
      await sql`insert into dead_dots (log, device, n, doc, path)
        values (${log}, ${dot.slice(0, 32)}, ${Number(dot.slice(33))}, ${doc}, ${path})`.execute(db);
  const bytes = rows.reduce((sum, row) => sum + row.bytes, 2);
  await sql`update documents set register_count = ${rows.length}, register_bytes = ${bytes}
    where log = ${log} and doc = ${doc}`.execute(db);
}
