import { createHash } from 'node:crypto';
import { type Kysely, PostgresAdapter, sql } from 'kysely';

// Published versions are frozen. This file is one of them: never edit it, append the next.

/** Version 3: headquarters' recovery identity, time of a confirmed command, and the audit trail as a hash chain. */
export async function addRecoveryAndAuditChain(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'alter table server add column recovery_identity text',
    'alter table server add column recovery_recipient text',
    'alter table devices add column confirmed_ms bigint',
    'alter table audit rename to audit_before_chain',
    `create table audit (seq bigint not null, id text not null, at_ms bigint not null, actor text not null,
       act text not null, subject text not null, prev_hash text not null, hash text not null,
       primary key (seq))`,
    'create unique index audit_id on audit (id)',
    'create index audit_act on audit (act)',
  ])
    await sql.raw(statement).execute(db);
  await chainOldLines(db);
  await sql.raw('drop table audit_before_chain').execute(db);
  await forbidChanges(db);
}

interface OldLine {
  readonly id: string;
  readonly at_ms: number | string;
  readonly actor: string;
  readonly act: string;
  readonly subject: string;
}

/** Chain earlier lines in the order of their ids, which is that of time. */
async function chainOldLines(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql
    .raw<OldLine>('select id, at_ms, actor, act, subject from audit_before_chain order by id')
    .execute(db);
  let prev = '0'.repeat(64);
  for (const [at, { id, at_ms: atMs, actor, act, subject }] of rows.entries()) {
    const seq = at + 1;
    const line = JSON.stringify([seq, id, Number(atMs), actor, act, subject, prev]);
    const hash = createHash('sha256').update(line).digest('hex');
    await sql`insert into audit (seq, id, at_ms, actor, act, subject, prev_hash, hash)
      values (${seq}, ${id}, ${Number(atMs)}, ${actor}, ${act}, ${subject}, ${prev}, ${hash})`.execute(db);
    prev = hash;
  }
}

/** Let the tables refuse changes of the trail; the chain reveals changes that bypass them. */
async function forbidChanges(db: Kysely<unknown>): Promise<void> {
  const statements =
    db.getExecutor().adapter instanceof PostgresAdapter
      ? [
          `create function audit_is_append_only() returns trigger language plpgsql as
             $$ begin raise exception 'the audit trail is append-only'; end $$`,
          `create trigger audit_no_change before update or delete on audit
             for each row execute function audit_is_append_only()`,
          `create trigger audit_no_truncate before truncate on audit
             for each statement execute function audit_is_append_only()`,
        ]
      : ['update', 'delete'].map(
          (change) =>
            `create trigger audit_no_${change} before ${change} on audit
               begin select raise(abort, 'the audit trail is append-only'); end`,
        );
  for (const statement of statements) await sql.raw(statement).execute(db);
}

// Published versions are frozen. This file is one of them: never edit it, append the next.

/**
 * Add row-level security (docs/security-requirements.md 5) in PostgreSQL. Reads for a person run as a role that owns
 * nothing. Of every table keyed by log it sees only the rows of that person's logs, with any query.
 * The person is the transaction's setting `fieldbook.person`; without one no row is visible. Only the owner writes.
 * SQLite has no roles: there the condition in the queries is the only protection.
 */
export async function addRowLevelSecurity(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  for (const statement of statements) await sql.raw(statement).execute(db);
}

/** Tables with content, or with rows that reveal some. */
const contentTables = ['entries', 'chain_ends', 'held_ops', 'documents', 'document_places', 'parked'];

// They read `grants` as the owner, or the policy of `grants` would have to query itself.
const functionEnd = 'stable security definer set search_path from current';
const self = `nullif(current_setting('fieldbook.person', true), '')`;

const statements: readonly string[] = [
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
