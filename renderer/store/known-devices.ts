import type { DeviceId } from '#domain/ids.ts';
import {
  type KnownDevices,
  type NamedDevices,
  withCompared,
  withNamedDevices,
  withoutNew,
} from '#domain/people/known-devices.ts';
import type { FieldDatabase } from './database.ts';
import { putMeta, readMeta } from './meta.ts';

/** Remembers the devices of an answer. Runs within the transaction that takes the answer. */
export async function keepNamedDevices(
  db: FieldDatabase,
  named: NamedDevices,
  own: DeviceId,
  nowMs: number,
): Promise<void> {
  await putMeta(db, 'knownDevices', withNamedDevices(await readMeta(db, 'knownDevices'), named, own, nowMs));
}

/** Notes that the person compared a device's fingerprint with the device itself. Does nothing for an unknown one. */
export const markCompared = (db: FieldDatabase, device: DeviceId, nowMs: number): Promise<void> =>
  changeKnown(db, (known) => withCompared(known, device, nowMs));

/** Notes that the person has read of the devices that were new. */
export const dismissNewDevices = (db: FieldDatabase): Promise<void> => changeKnown(db, withoutNew);

const changeKnown = (db: FieldDatabase, change: (known: KnownDevices) => KnownDevices): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    await putMeta(db, 'knownDevices', change((await readMeta(db, 'knownDevices')) ?? {}));
  });
