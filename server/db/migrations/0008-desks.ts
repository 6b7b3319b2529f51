import { type Kysely, sql } from 'kysely';

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
