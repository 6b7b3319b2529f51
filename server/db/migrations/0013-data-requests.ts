import { type Kysely, PostgresAdapter, sql } from 'kysely';

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
