import type { DeviceId } from '#domain/ids.ts';
import {
  type KnownDevices,
  type NamedDeviceOwners,
  markAsCompared,
  addNamedDevices,
  clearNewMarks,
} from '#domain/people/known-devices.ts';
import type { FieldDatabase } from '../db/database.ts';
import { putMeta, readMeta } from '../db/meta.ts';
import type { Host } from '#renderer/host/host-contract.ts';
import type { LiveStateCell } from '../api/live-state.ts';
import { saveContact } from '../write/lease-clock.ts';
import { grantsWithoutLogs, readErasedLogs } from '../journal/erased-logs.ts';
import type { EnrolResult } from '../api/store-api.ts';
import { grantsWithKnownKeys } from './open-entries.ts';

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
  const answer = await host.ask('device.enrol', ask);
  switch (answer.kind) {
    case 'enrolled': {
      const { grants, server, lease } = answer.response;
      await db.transaction('rw', db.meta, db.logs, async () => {
        const known = grantsWithKnownKeys(grants, await readMeta(db, 'grants'));
        await putMeta(db, 'grants', grantsWithoutLogs(known, await readErasedLogs(db)));
        await saveNamedDevices(db, grants.devices, live.state.device, nowMs());
        await putMeta(db, 'enrolment', { recipients: server.recipients, lease });
        await saveContact(db, nowMs());
      });
      live.change({ enrolment: answer.enrolment, offer: null });
      return { kind: 'enrolled' };
    }
    case 'refused':
      return {
        kind: 'refused',
        code: answer.code,
        ...(answer.detail !== undefined && { detail: answer.detail }),
      };
    case 'unreachable':
      return { kind: 'unreachable', why: answer.why };
  }
}

/** Store the devices of an answer. Runs within the transaction that takes the answer. */
export async function saveNamedDevices(
  db: FieldDatabase,
  named: NamedDeviceOwners,
  own: DeviceId,
  nowMs: number,
): Promise<void> {
  await putMeta(db, 'knownDevices', addNamedDevices(await readMeta(db, 'knownDevices'), named, own, nowMs));
}

/** Record that the person compared a device's fingerprint with the device itself. Does nothing for an unknown one. */
export const markDeviceCompared = (db: FieldDatabase, device: DeviceId, nowMs: number): Promise<void> =>
  changeKnownDevices(db, (known) => markAsCompared(known, device, nowMs));

/** Record that the person has read of the new devices. */
export const dismissNewDevices = (db: FieldDatabase): Promise<void> => changeKnownDevices(db, clearNewMarks);

const changeKnownDevices = (
  db: FieldDatabase,
  change: (known: KnownDevices) => KnownDevices,
): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    await putMeta(db, 'knownDevices', change((await readMeta(db, 'knownDevices')) ?? {}));
  });
