import { createHash } from 'node:crypto';
import { type Kysely, PostgresAdapter, sql } from 'kysely';

// Published versions are frozen. Never edit these: append the next.

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

/**
 * Add the server's former keys, each with its statement for the next. Add the key that each device pins (null: the
 * first).
 */
export async function addServerKeys(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table server_keys (n bigint not null, public_key text not null, private_key text not null,
         next_key text not null, sig text not null, rotated_ms bigint not null, primary key (n))`,
    )
    .execute(db);
  await sql.raw('alter table devices add column server_key text').execute(db);
}

/**
 * Add the console's sign-in: second factors, strength of sessions, deactivated people, vault keys and their recovery.
 */
export async function addConsoleSignIn(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    'alter table persons add column deactivated_ms bigint',
    // Earlier sessions have no second factor: people sign in again.
    'delete from sessions',
    "alter table sessions add column strength text not null default 'setup'",
    'create index sessions_person on sessions (person)',
    `create table passkeys (credential text not null, person text not null references persons (person),
       public_key text not null, counter bigint not null, transports text not null, label text not null,
       made_ms bigint not null, used_ms bigint, primary key (credential))`,
    'create index passkeys_person on passkeys (person)',
    `create table authenticators (person text not null references persons (person), handle text not null,
       secret text not null, confirmed_ms bigint, last_step bigint not null, tries bigint not null,
       tries_ms bigint not null, primary key (person))`,
    'create unique index authenticators_handle on authenticators (handle)',
    `create table challenges (challenge text not null, purpose text not null,
       person text references persons (person), expires_ms bigint not null, primary key (challenge))`,
    `create table recovery_keys (vault text not null, device text not null references devices (device),
       person text not null references persons (person), sealed text not null, kept_ms bigint not null,
       primary key (vault))`,
    `create table recoveries (id text not null, vault text not null references recovery_keys (vault),
       person text not null references persons (person), state text not null, started_by text not null,
       started_ms bigint not null, ended_by text, ended_ms bigint, primary key (id))`,
    'create index recoveries_started on recoveries (started_ms)',
  ])
    await sql.raw(statement).execute(db);
}

/** Add console devices, and everybody to the programme's log: laptops get the instruments from there. */
export async function addDesks(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table desks (person text not null references persons (person), device text not null,
       private_key text not null, stamp_ms bigint not null, stamp_count bigint not null, primary key (person))`,
    'alter table devices add column at_headquarters bigint',
    `insert into grants (log, person, role)
       select logs.log, persons.person, persons.role from logs cross join persons
       where logs.kind = 'programme' and persons.deactivated_ms is null and persons.role <> 'admin'
       on conflict do nothing`,
  ])
    await sql.raw(statement).execute(db);
}

/** Add the reported outbox of each device. */
export async function addWaiting(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table devices add column waiting_ops bigint').execute(db);
  await sql.raw('alter table devices add column waiting_bytes bigint').execute(db);
}

/** Add the beginning of each console session. Earlier ones have none and end: people sign in again. */
export async function addSessionBeginnings(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table sessions add column begun_ms bigint not null default 0').execute(db);
}

/** Add times of erasures, and the list of due ones. The list is the server's own: no reader's role sees it. */
export async function addRetention(db: Kysely<unknown>): Promise<void> {
  for (const statement of retentionStatements) await sql.raw(statement).execute(db);
}

const retentionStatements: readonly string[] = [
  'alter table logs add column erased_ms bigint',
  'alter table entries add column erased_ms bigint',
  'alter table persons add column erased_ms bigint',
  `create table retention_list (
     kind text not null, id text not null, due_ms bigint, listed_ms bigint not null, looked_ms bigint not null,
     counted_ms bigint not null, groups text not null, primary key (kind, id))`,
];

/**
 * Add the table of strictly confidential remarks (docs/requirements.md E4), encrypted by a key that is in no table. The
 * role that reads for people gets no access, so no query under row-level security can reach it.
 */
export async function addSealedWords(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create table sealed_words (log text not null, doc text not null, point text not null, key_id text not null,
         sealed text not null, primary key (log, doc, point))`,
    )
    .execute(db);
}

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
  for (const statement of dataSearchStatements) await sql.raw(statement).execute(db);
}

const tables = ['logs', 'entries', 'held_ops', 'documents'];

const dataSearchStatements: readonly string[] = [
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
