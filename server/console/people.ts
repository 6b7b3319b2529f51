import type { DeviceId } from '#domain/ids.ts';
import type { Author } from '#sync/protocol/console-api.ts';
import { chunksOf } from '../log/chunks.ts';
import type { Store } from '../store/open-store.ts';

export type People = Readonly<Record<DeviceId, Author>>;

/** Who is behind these devices. */
export async function peopleOf(store: Store, devices: readonly DeviceId[]): Promise<People> {
  const people: Record<DeviceId, Author> = {};
  for (const some of chunksOf(devices)) {
    const rows = await store
      .selectFrom('devices')
      .innerJoin('persons', 'persons.person', 'devices.person')
      .select(['devices.device', 'persons.person', 'persons.name'])
      .where('devices.device', 'in', some)
      .execute();
    for (const { device, person, name } of rows) people[device] = { person, name };
  }
  return people;
}
