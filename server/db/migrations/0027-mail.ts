import { type Kysely, sql } from 'kysely';

/** Add e-mail addresses and the queue of e-mails. `fieldbook_reader` gets no right to either. */
export async function addMail(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table mail_addresses (person text not null references persons (person), address text not null,
       language text not null, digest bigint not null, primary key (person))`,
    `create table mail_queue (person text not null references persons (person), kind text not null,
       key text not null, made_ms bigint not null, next_ms bigint not null, tries bigint not null,
       state text not null, primary key (person, kind, key))`,
    `create index mail_queue_next on mail_queue (next_ms) where state = 'waiting'`,
  ])
    await sql.raw(statement).execute(db);
}
