import { LogId, PersonId } from '#domain/ids.ts';
import { addLog } from '#server/admin/add-log.ts';
import { addPerson } from '#server/identity/persons.ts';
import type { Store } from '#server/store/open-store.ts';
import { newUuid, realSurroundings } from '#server/surroundings.ts';
import { seededRandom } from '../workload/random.ts';
import { LoadDevice } from './device.ts';

/** Adds missions and, spread over them, leads with a laptop each. */
export async function fillStore(
  store: Store,
  missions: number,
  count: number,
): Promise<readonly LoadDevice[]> {
  const random = seededRandom(1);
  const made: LoadDevice[] = [];
  await store.transaction().execute(async (tx) => {
    const logs: LogId[] = [];
    for (let mission = 0; mission < missions; mission++)
      logs.push(
        await addLog(tx, realSurroundings, {
          log: LogId.parse(newUuid(realSurroundings)),
          kind: 'mission',
          title: `Mission ${mission}`,
          country: null,
        }),
      );
    for (let at = 0; at < count; at++) {
      const log = logs[at % logs.length];
      if (log === undefined) throw new Error('There is no mission');
      const device = new LoadDevice(log, random);
      const person = PersonId.parse(newUuid(realSurroundings));
      await addPerson(tx, realSurroundings, {
        person,
        name: `Person ${at}`,
        role: 'lead',
        inEveryLog: false,
      });
      await tx.insertInto('grants').values({ log, person, role: 'lead' }).execute();
      await tx
        .insertInto('devices')
        .values({
          device: device.id,
          public_key: device.publicKey,
          person,
          label: 'load',
          platform: 'bench',
          version: '0',
          recipient: null,
          enrolled_ms: Date.now(),
          last_contact_ms: null,
          state: 'active',
          state_ms: Date.now(),
          renewed_from: null,
        })
        .execute();
      made.push(device);
    }
  });
  return made;
}
