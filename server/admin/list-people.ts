import type { PeopleResponse } from '#api/admin-api.ts';
import { groupByKey } from '#base/group.ts';
import { listGroups } from '../auth/groups.ts';
import type { ServerStore } from '../db/open-store.ts';
import type { ListedLogKind } from '../db/tables.ts';

/** Read all people by name, with their rights and factors, and all logs. No content. */
export async function readPeopleResponse(store: ServerStore, sendsMail: boolean): Promise<PeopleResponse> {
  const persons = await store.selectFrom('persons').selectAll().orderBy('name').orderBy('person').execute();
  const logs = await store
    .selectFrom('logs')
    .select(['log', 'kind', 'title', 'country'])
    .where('erased_ms', 'is', null)
    // The desk's readers follow from their own role, and are no grants of anybody.
    .where('kind', '!=', 'desk')
    .$narrowType<{ readonly kind: ListedLogKind }>()
    .orderBy('made_ms')
    .orderBy('log')
    .execute();
  const grants = groupByKey(
    await store
      .selectFrom('grants')
      .innerJoin('logs', 'logs.log', 'grants.log')
      .selectAll('grants')
      .where('logs.kind', '!=', 'desk')
      .where('grants.source', '=', '')
      .orderBy('grants.log')
      .orderBy('grants.role')
      .execute(),
    personOf,
  );
  const devices = groupByKey(
    await store
      .selectFrom('devices')
      .select('person')
      .where('state', '=', 'active')
      .where('at_headquarters', 'is', null)
      .execute(),
    personOf,
  );
  const passkeys = groupByKey(await store.selectFrom('passkeys').select('person').execute(), personOf);
  const authenticators = groupByKey(
    await store.selectFrom('authenticators').select('person').where('confirmed_ms', 'is not', null).execute(),
    personOf,
  );
  const mails = new Map(
    (await store.selectFrom('mail_addresses').selectAll().execute()).map(({ person, digest, ...mail }) => [
      person,
      { ...mail, digest: digest === 1 },
    ]),
  );
  return {
    logs,
    groups: await listGroups(store),
    sendsMail,
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
      mail: mails.get(person) ?? null,
    })),
  };
}

const personOf = ({ person }: { readonly person: string }): string => person;
