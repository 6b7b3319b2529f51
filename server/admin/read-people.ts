import type { PeopleAnswer } from '#sync/protocol/admin-api.ts';
import type { Store } from '../store/open-store.ts';

/** Everybody, by name, with what they may do and how they sign in; and the logs there are. No content. */
export async function readPeople(store: Store): Promise<PeopleAnswer> {
  const persons = await store.selectFrom('persons').selectAll().orderBy('name').orderBy('person').execute();
  const logs = await store
    .selectFrom('logs')
    .select(['log', 'kind', 'title', 'country'])
    .where('erased_ms', 'is', null)
    .orderBy('made_ms')
    .orderBy('log')
    .execute();
  const grants = groupedBy(
    await store.selectFrom('grants').selectAll().orderBy('log').orderBy('role').execute(),
  );
  const devices = groupedBy(
    await store
      .selectFrom('devices')
      .select('person')
      .where('state', '=', 'active')
      .where('at_headquarters', 'is', null)
      .execute(),
  );
  const passkeys = groupedBy(await store.selectFrom('passkeys').select('person').execute());
  const authenticators = groupedBy(
    await store.selectFrom('authenticators').select('person').where('confirmed_ms', 'is not', null).execute(),
  );
  return {
    logs,
    people: persons.map(({ person, name, role, ...row }) => ({
      person,
      name,
      role,
      everyLog: row.every_log === 1,
      addedAtMs: row.added_ms,
      deactivatedAtMs: row.deactivated_ms,
      hasSecondFactor: passkeys.has(person) || authenticators.has(person),
      devices: devices.get(person)?.length ?? 0,
      grants: (grants.get(person) ?? []).map(({ log, role: inLog }) => ({ log, role: inLog })),
    })),
  };
}

function groupedBy<Row extends { readonly person: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.person, [...(groups.get(row.person) ?? []), row]);
  return groups;
}
