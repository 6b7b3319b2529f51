import { type Kysely, sql } from 'kysely';

export async function addRenewedFrom(db: Kysely<unknown>): Promise<void> {
  await sql.raw('alter table devices add column renewed_from text references devices (device)').execute(db);
  await sql.raw('create index devices_renewed_from on devices (renewed_from)').execute(db);
}
