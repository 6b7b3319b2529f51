import { type Kysely, sql, PostgresAdapter } from 'kysely';
import {
  encryptionKeyIdOf,
  encryptSecret,
  readStoredSecrets,
  writeStoredSecret,
} from '#server/encryption/encrypted-secrets.ts';
import type { DatabaseTables } from '../tables.ts';
import * as z from 'zod';

// Published versions are frozen. These are some of them: never edit one, append the next.

/**
 * Encrypt the store's secrets by the key of `--sealing-key`: signing keys, keys of console devices, seeds of
 * authenticators.
 */
export async function sealSecrets(before: Kysely<unknown>): Promise<void> {
  const db = before as unknown as Kysely<DatabaseTables>; // only tables of this version are queried
  for (const { place, stored } of await readStoredSecrets(db))
    if (encryptionKeyIdOf(stored) === null)
      await writeStoredSecret(db, place, encryptSecret(db, place, stored));
}

/**
 * Add the mark of possibly stolen keys of the server. The private parts of former keys are deleted: they sign nothing
 * more.
 */
export async function addRevokedKeys(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table server_keys add column compromised_ms bigint').execute(db);
  await sql.raw("update server_keys set private_key = ''").execute(db);
}

/** Keep only the beginning of unreadable packs, which belong to no log. */
export async function cutUnreadable(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `update parked set payload = substr(payload, 1, 100), sig = ''
         where log = '00000000-0000-0000-0000-000000000000'`,
    )
    .execute(db);
}

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

/** As for `documents` (0003-to-0018.ts, 0013-to-0018.ts). Only the owner sees `dead_dots`. */
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

/** Add acts that need a second person, notices to people, and ties between administrators. */
export async function addApprovals(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'alter table persons add column admin_since_ms bigint',
    'alter table persons add column confirmed_ms bigint',
    'alter table devices add column present_since_ms bigint',
    'alter table codes add column made_by text',
    'alter table codes add column approval text',
    'alter table codes add column waits bigint',
    `create table administrator_ties (person text not null references persons (person), tied_to text not null,
       primary key (person, tied_to))`,
    `create table approvals (id text not null, kind text not null, subject text not null, person text not null,
       asked_by text not null, asked_ms bigint not null, ends_ms bigint not null, state text not null,
       decided_by text, decided_ms bigint, primary key (id))`,
    'create index approvals_asked on approvals (asked_ms)',
    `create table notices (id text not null, person text not null references persons (person), kind text not null,
       at_ms bigint not null, by_person text, device text, approval text, recovery text, ends_ms bigint,
       primary key (id))`,
    'create index notices_person on notices (person)',
    `create table seen_notices (notice text not null references notices (id), seen_by text not null,
       primary key (notice, seen_by))`,
    `update persons set admin_since_ms = added_ms where role = 'admin'`,
  ])
    await sql.raw(statement).execute(db);
  await readTrail(db);
}

const Subject = z.looseObject({ person: z.string().optional(), role: z.string().optional() });

/** Read from the earlier audit trail which administrator added another or let them in. */
export async function readTrail(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ at_ms: number | string; actor: string; act: string; subject: string }>`
    select at_ms, actor, act, subject from audit
    where act in ('add-person', 'change-role', 'reset-sign-in', 'console-code') order by seq
  `.execute(db);
  for (const { at_ms: atMs, actor, act, subject } of rows) {
    const { person, role } = Subject.parse(JSON.parse(subject));
    if (person === undefined) continue;
    if (act === 'change-role' && role === 'admin')
      await sql`update persons set admin_since_ms = ${Number(atMs)}
        where person = ${person} and role = 'admin'`.execute(db);
    if (actor === 'command line') {
      if (act === 'add-person')
        await sql`update persons set confirmed_ms = ${Number(atMs)}
          where person = ${person} and role = 'admin'`.execute(db);
      continue;
    }
    await sql`update persons set confirmed_ms = null where person = ${person}`.execute(db);
    await sql`insert into administrator_ties (person, tied_to)
      select person, ${actor} from persons where person = ${person}
      on conflict do nothing`.execute(db);
  }
}

/** Add the offline root's statement on headquarters' recovery recipients, as JSON. */
export async function addRecoveryStatement(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table server add column recovery_statement text').execute(db);
}

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

/** As for `documents` (0003-to-0004.ts). */
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

/**
 * Add groups of people. A grant names its source, so that a role of a group and the same role of the person stand
 * beside each other. `fieldbook_reader` gets no right to the groups.
 */
export async function addGroups(db: Kysely<unknown>): Promise<void> {
  const key = 'primary key (log, person, role, source)';
  const rebuilt = [
    `create table grants_by_source (log text not null references logs (log),
       person text not null references persons (person), role text not null, source text not null default '', ${key})`,
    'insert into grants_by_source (log, person, role) select log, person, role from grants',
    'drop table grants',
    'alter table grants_by_source rename to grants',
    'create index grants_person on grants (person)',
  ];
  const altered = [
    'alter table grants drop constraint grants_pkey',
    `alter table grants add column source text not null default ''`,
    `alter table grants add ${key}`,
  ];
  for (const statement of [
    ...(db.getExecutor().adapter instanceof PostgresAdapter ? altered : rebuilt),
    `create index grants_source on grants (source) where source <> ''`,
    `create table people_groups (group_id text not null primary key, name text not null, version bigint not null,
       made_ms bigint not null)`,
    `create table group_members (group_id text not null references people_groups (group_id),
       person text not null references persons (person), primary key (group_id, person))`,
    'create index group_members_person on group_members (person)',
    `create table group_roles (group_id text not null references people_groups (group_id), role text not null,
       log text not null, ends_on text, primary key (group_id, role, log))`,
  ])
    await sql.raw(statement).execute(db);
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
