import { type Kysely, PostgresAdapter, sql } from 'kysely';

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
