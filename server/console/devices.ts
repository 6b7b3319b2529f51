import type { PersonId } from '#domain/ids.ts';
import type { DeviceRow } from '#api/console-api.ts';
import { reportedOutboxOf } from '../auth/reported-outbox.ts';
import type { ServerStore } from '../db/open-store.ts';
import { isAdministrator } from './signed-in-person.ts';

/**
 * Read laptops of people who share a mission with the asker, those without sync for longest first. An administrator
 * sees all in the console, but not on a laptop (`isDevice`).
 */
export async function readDeviceRows(
  store: ServerStore,
  person: PersonId,
  { isDevice = false }: { readonly isDevice?: boolean } = {},
): Promise<readonly DeviceRow[]> {
  const seesAll = !isDevice && (await isAdministrator(store, person));
  const rows = await store
    .selectFrom('devices')
    .innerJoin('persons', 'persons.person', 'devices.person')
    .selectAll('devices')
    .select('persons.name')
    .where('at_headquarters', 'is', null)
    .$if(!seesAll, (query) =>
      query.where((eb) =>
        eb(
          'devices.person',
          'in',
          eb
            .selectFrom('grants as theirs')
            .innerJoin('grants as mine', 'mine.log', 'theirs.log')
            // Everybody is in the programme.
            .innerJoin('logs', (join) =>
              join.onRef('logs.log', '=', 'theirs.log').on('logs.kind', '=', 'mission'),
            )
            .select('theirs.person')
            .where('mine.person', '=', person)
            .where('mine.role', '!=', 'admin'),
        ),
      ),
    )
    .orderBy('last_contact_ms')
    .orderBy('device')
    .execute();
  return rows.map((row) => ({
    device: row.device,
    label: row.label,
    platform: row.platform,
    version: row.version,
    owner: { person: row.person, name: row.name },
    enrolledAtMs: row.enrolled_ms,
    lastContactAtMs: row.last_contact_ms,
    waiting: reportedOutboxOf(row),
    state: row.state,
    confirmedAtMs: row.confirmed_ms,
    renewedFrom: row.renewed_from,
  }));
}
