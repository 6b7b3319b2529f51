import type { DeviceId, LogId } from '#domain/ids.ts';
import {
  addNamedDevices,
  clearNewMarks,
  type KnownDevices,
  markAsCompared,
} from '#domain/people/known-devices.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { LiveStateCell } from '../api/live-state.ts';
import type { EnrolResult } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { putMeta, readMeta } from '../db/meta.ts';
import { grantsWithoutLogs, readErasedLogs } from '../journal/erased-logs.ts';
import { saveContact } from '../write/lease-clock.ts';
import { isKeyOfDevice } from './open-entries.ts';

/** Enrol this device at headquarters with a code, and store the person's rights. */
export async function enrolThisDevice(
  parts: {
    readonly db: FieldDatabase;
    readonly host: Host;
    readonly live: LiveStateCell;
    readonly nowMs: () => number;
  },
  ask: { readonly url: string; readonly code: string; readonly label: string },
): Promise<EnrolResult> {
  const { db, host, live, nowMs } = parts;
  const deviceEnrolResponse = await host.ask('device.enrol', ask);
  switch (deviceEnrolResponse.kind) {
    case 'enrolled': {
      const { grants, server, lease } = deviceEnrolResponse.response;
      await db.transaction('rw', db.meta, db.logs, async () => {
        const erased = await readErasedLogs(db);
        const context = { own: live.state.device, erased, nowMs: nowMs() };
        await saveGrants(db, await readMeta(db, 'grants'), grants, context);
        await putMeta(db, 'enrolment', { recipients: server.recipients, lease });
        await saveContact(db, nowMs());
      });
      live.change({ enrolment: deviceEnrolResponse.enrolment, offer: null });
      return { kind: 'enrolled' };
    }
    case 'refused':
      return {
        kind: 'refused',
        code: deviceEnrolResponse.code,
        ...(deviceEnrolResponse.detail !== undefined && { detail: deviceEnrolResponse.detail }),
      };
    case 'unreachable':
      return { kind: 'unreachable', why: deviceEnrolResponse.why };
  }
}

interface GrantsContext {
  readonly own: DeviceId;
  /** Missions that were erased here: their grants are left out. */
  readonly erased: ReadonlySet<LogId>;
  readonly nowMs: number;
}

/**
 * Store the grants of a response, and the devices that they name. Runs within the transaction that takes the response.
 * @returns whether they are new.
 */
export async function saveNewGrants(
  db: FieldDatabase,
  grants: Grants | undefined,
  grantsContext: GrantsContext,
): Promise<boolean> {
  const previousGrants = await readMeta(db, 'grants');
  if (grants === undefined || grants.etag === previousGrants?.etag) return false;
  await saveGrants(db, previousGrants, grants, grantsContext);
  return true;
}

async function saveGrants(
  db: FieldDatabase,
  previousGrants: Grants | undefined,
  grants: Grants,
  { own, erased, nowMs }: GrantsContext,
): Promise<void> {
  const knownGrants = grantsWithKnownKeys(grants, previousGrants);
  const knownDevices = addNamedDevices(await readMeta(db, 'knownDevices'), grants.devices, own, nowMs);
  await putMeta(db, 'grants', grantsWithoutLogs(knownGrants, erased));
  await putMeta(db, 'knownDevices', knownDevices);
}

/** Grants as they came, with known keys where they name a device without its own key. */
function grantsWithKnownKeys(grants: Grants, knownGrants: Grants | undefined): Grants {
  // Keys of a parsed record are device ids; Object.entries forgets that.
  const devices = Object.entries(grants.devices) as [DeviceId, Grants['devices'][DeviceId]][];
  const keyed = devices.map(([deviceId, named]) => {
    const key = knownGrants?.devices[deviceId]?.key;
    const isLacking = named !== undefined && !(named.key !== undefined && isKeyOfDevice(deviceId, named.key));
    return [deviceId, isLacking && key !== undefined ? { ...named, key } : named] as const;
  });
  return { ...grants, devices: Object.fromEntries(keyed) as Grants['devices'] };
}

/** Record that the person compared a device's fingerprint with the device itself. Does nothing for an unknown one. */
export const markDeviceCompared = (db: FieldDatabase, deviceId: DeviceId, nowMs: number): Promise<void> =>
  changeKnownDevices(db, (knownDevices) => markAsCompared(knownDevices, deviceId, nowMs));

/** Record that the person has read of the new devices. */
export const dismissNewDevices = (db: FieldDatabase): Promise<void> => changeKnownDevices(db, clearNewMarks);

const changeKnownDevices = (
  db: FieldDatabase,
  change: (knownDevices: KnownDevices) => KnownDevices,
): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    await putMeta(db, 'knownDevices', change((await readMeta(db, 'knownDevices')) ?? {}));
  });
