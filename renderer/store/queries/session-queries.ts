import { type Dot, deviceOfDot } from '#domain/document/op.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { leaseDurationMs, leaseLeftMs } from '#domain/kinds/device-lease.ts';
import { mayReleaseHeldOps } from '#domain/kinds/permit.ts';
import type { Grants } from '#sync/protocol/wire.ts';
import type { LiveState } from '../api/live-state.ts';
import type { PeopleByDevice } from '../api/store-api.ts';
import type { FieldDatabase } from '../db/database.ts';
import { readMeta } from '../db/meta.ts';
import { leaseStateOf, readLease } from '../write/lease-clock.ts';
import type { QueryFunction, QuerySources } from './live-query.ts';

/** Notices about this person's access that are not answered yet, in the order of headquarters. */
export const queryAccessNotices: QueryFunction<'accessNotices'> = async ({ db }) =>
  (await readMeta(db, 'notices')) ?? [];

/** A rebuilt database counts from its creation: its lease is known then, but no earlier contact. */
export const queryContact: QueryFunction<'contact'> = async ({ db }) => {
  const [enrolmentTerms, leaseCheck] = await Promise.all([readMeta(db, 'enrolment'), readMeta(db, 'lease')]);
  return ({ lookedAtMs }) =>
    enrolmentTerms && leaseCheck
      ? {
          atMs: leaseCheck.contactAtMs,
          leaseLeftMs: leaseLeftMs(leaseCheck, leaseDurationMs(enrolmentTerms.lease), lookedAtMs),
        }
      : null;
};

/** Time when the person last read that nobody could open this vault. */
export const queryUnrecoverableRead: QueryFunction<'unrecoverableReadAtMs'> = async ({ db }) =>
  (await readMeta(db, 'unrecoverableRead'))?.atMs ?? null;

/**
 * Held ops that this person sees: their own, and all where they may release (J5). Packs arrive whole, with held ops in
 * them; every view checks here before it shows one.
 */
export async function readHeldOpVisibility(
  querySources: QuerySources,
): Promise<(logId: LogId, dot: Dot) => boolean> {
  const { db, live } = querySources;
  const ownDeviceId = await readOwnDevice(querySources);
  const peopleByDevice = await readPeopleByDevice(db, live);
  const self = peopleByDevice[ownDeviceId]?.person;
  const roles = (await readMeta(db, 'grants'))?.logs ?? {};
  return (logId, dot) => {
    const deviceId = deviceOfDot(dot);
    // A former identity (P2) is another device of the same person.
    const isOwn =
      deviceId === ownDeviceId || (self !== undefined && peopleByDevice[deviceId]?.person === self);
    return isOwn || mayReleaseHeldOps(roles[logId] ?? []);
  };
}

/**
 * Device of own ops, from the database: a new identity (P2) changes it in one transaction with the ops. The live state
 * changes a moment later.
 */
export const readOwnDevice = async ({ db, live }: QuerySources): Promise<DeviceId> =>
  (await readMeta(db, 'sentinel'))?.device ?? live.device;

/** Identity of this person, their rights in each log, and the names of others. */
export const querySession: QueryFunction<'session'> = async ({ db }) => {
  const [grants, lease] = await Promise.all([readMeta(db, 'grants'), readLease(db)]);
  return (liveState) => ({
    device: liveState.device,
    enrolled: liveState.enrolment && {
      person: liveState.enrolment.person,
      name: liveState.enrolment.name,
      serverName: liveState.enrolment.serverName,
      url: liveState.enrolment.url,
    },
    offer: liveState.offer,
    roles: grants?.logs ?? {},
    people: peopleByDeviceOf(grants, liveState),
    simulatedOffline: liveState.simulatedOffline,
    ...leaseStateOf(lease, liveState.lookedAtMs),
  });
};

/** Person of each device. */
export const readPeopleByDevice = async (db: FieldDatabase, liveState: LiveState): Promise<PeopleByDevice> =>
  peopleByDeviceOf(await readMeta(db, 'grants'), liveState);

/** People by the grants, and this person also before headquarters named them. */
function peopleByDeviceOf(grants: Grants | undefined, { device, enrolment }: LiveState): PeopleByDevice {
  const self = enrolment && { [device]: { person: enrolment.person, name: enrolment.name } };
  return { ...self, ...grants?.devices };
}
