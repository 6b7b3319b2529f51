import { type Kysely, sql } from 'kysely';

// Published versions are frozen. These are some of them: never edit one, append the next.

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
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements: readonly string[] = [
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
