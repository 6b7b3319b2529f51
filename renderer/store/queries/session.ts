import type { Grants } from '#sync/protocol/wire.ts';
import type { FieldDatabase } from '../database.ts';
import type { LiveState } from '../live-state.ts';
import { readLease } from '../lease.ts';
import { readMeta } from '../meta.ts';
import type { People } from '../store-api.ts';
import type { Answer } from './question.ts';

/** Who we are, what we may do where, and who is who. */
export const answerSession: Answer<'session'> = async ({ db }) => {
  const [grants, isLeaseOver] = await Promise.all([readMeta(db, 'grants'), readLease(db)]);
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
    people: peopleOf(grants, live),
    simulatedOffline: live.simulatedOffline,
    leaseOver: isLeaseOver(live.lookedAtMs),
  });
};

/** Who is behind each device. */
export const readPeople = async (db: FieldDatabase, live: LiveState): Promise<People> =>
  peopleOf(await readMeta(db, 'grants'), live);

/** As headquarters says, and ourselves also before it said so. */
function peopleOf(grants: Grants | undefined, { device, enrolment }: LiveState): People {
  const self = enrolment && { [device]: { person: enrolment.person, name: enrolment.name } };
  return { ...self, ...grants?.devices };
}
