import { type Kysely, sql } from 'kysely';

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
