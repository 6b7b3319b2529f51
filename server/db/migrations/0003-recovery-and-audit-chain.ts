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
