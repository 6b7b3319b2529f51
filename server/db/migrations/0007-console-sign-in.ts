import { type Kysely, sql } from 'kysely';

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
