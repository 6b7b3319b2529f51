import { type Kysely, sql } from 'kysely';
import * as z from 'zod';

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
