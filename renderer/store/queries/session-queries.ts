import type { Grants } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../db/database.ts';
import type { LiveState } from '../live-state.ts';
import { readLeaseCheck } from '../write/lease-clock.ts';
import { readMeta } from '../db/meta.ts';
import type { PeopleByDevice } from '../store-api.ts';
import type { AnswerQuery, QuerySources } from './live-query.ts';
import type { DeviceId, LogId } from '#domain/ids.ts';
import { deviceOfDot, type Dot } from '#domain/document/dot.ts';
import { mayReleaseHeldOps } from '#domain/people/permit.ts';
import { leaseLeftMs, leaseDurationMs } from '#domain/people/lease.ts';
import type { ColleagueDevice } from '#domain/people/known-devices.ts';

/** Notices about this person's access that are not answered yet, in the order of headquarters. */
export const answerAccessNotices: AnswerQuery<'accessNotices'> = async ({ db }) =>
  (await readMeta(db, 'notices')) ?? [];

/** Every device that headquarters names now but this one, with what this person knows of it. */
export const answerColleagueDevices: AnswerQuery<'colleagueDevices'> = async ({ db }) => {
  const [grants, known] = await Promise.all([readMeta(db, 'grants'), readMeta(db, 'knownDevices')]);
  return (live) =>
    // Keys of a parsed record are device ids; Object.entries forgets that.
    (Object.keys(grants?.devices ?? {}) as DeviceId[]).flatMap((device): readonly ColleagueDevice[] => {
      const named = grants?.devices[device];
      if (named === undefined || device === live.device) return [];
      const entry = known?.[device];
      return [
        {
          device,
          person: named.person,
          name: named.name,
          isOwn: named.person === live.enrolment?.person,
          firstNamedAtMs: entry?.firstNamedAtMs ?? null,
          comparedAtMs: entry?.comparedAtMs ?? null,
          isNew: entry?.isNew === true,
        },
      ];
    });
};

/** A database that was made anew counts from when it was made: then its lease is known, and no contact before. */
export const answerContact: AnswerQuery<'contact'> = async ({ db }) => {
  const [terms, count] = await Promise.all([readMeta(db, 'enrolment'), readMeta(db, 'lease')]);
  return ({ lookedAtMs }) =>
    terms && count
      ? { atMs: count.contactAtMs, leaseLeftMs: leaseLeftMs(count, leaseDurationMs(terms.lease), lookedAtMs) }
      : null;
};

/**
 * J5: which held ops this person sees: their own, and all where they may release. Packs come whole, with what is held
 * in them; every view asks here before it tells of it.
 */
export async function readHeldOpVisibility(
  sources: QuerySources,
): Promise<(log: LogId, dot: Dot) => boolean> {
  const { db, live } = sources;
  const own = await readOwnDevice(sources);
  const people = await readPeopleByDevice(db, live);
  const self = people[own]?.person;
  const roles = (await readMeta(db, 'grants'))?.logs ?? {};
  return (log, dot) => {
    const device = deviceOfDot(dot);
    // A former identity (P2) is another device of the same person.
    const isOwn = device === own || (self !== undefined && people[device]?.person === self);
    return isOwn || mayReleaseHeldOps(roles[log] ?? []);
  };
}

/**
 * Whose ops count as own: the database's word, which a new identity (P2) changes together with the ops, while what is
 * known only now changes a moment later.
 */
export const readOwnDevice = async ({ db, live }: QuerySources): Promise<DeviceId> =>
  (await readMeta(db, 'sentinel'))?.device ?? live.device;

/** Who we are, what we may do where, and who is who. */
export const answerSession: AnswerQuery<'session'> = async ({ db }) => {
  const [grants, isLeaseOver] = await Promise.all([readMeta(db, 'grants'), readLeaseCheck(db)]);
  return (live) => ({
    device: live.device,
    enrolled: live.enrolment && {
      person: live.enrolment.person,
      name: live.enrolment.name,
      serverName: live.enrolment.serverName,
      url: live.enrolment.url,
    },
    offer: live.offer,
    roles: grants?.logs ?? {},
    people: peopleByDeviceOf(grants, live),
    simulatedOffline: live.simulatedOffline,
    leaseOver: isLeaseOver(live.lookedAtMs),
  });
};

/** Who is behind each device. */
export const readPeopleByDevice = async (db: FieldDatabase, live: LiveState): Promise<PeopleByDevice> =>
  peopleByDeviceOf(await readMeta(db, 'grants'), live);

/** As headquarters says, and ourselves also before it said so. */
function peopleByDeviceOf(grants: Grants | undefined, { device, enrolment }: LiveState): PeopleByDevice {
  const self = enrolment && { [device]: { person: enrolment.person, name: enrolment.name } };
  return { ...self, ...grants?.devices };
}
