import type { FieldDatabase } from '../database.ts';
import type { LiveState } from '../live-state.ts';
import { readMeta } from '../meta.ts';
import type { People } from '../store-api.ts';
import type { Answer } from './question.ts';

/** Who we are, what we may do where, and who is who. */
export const answerSession: Answer<'session'> = async ({ db, live }) => {
  const { device, enrolment, offer, simulatedOffline } = live;
  const grants = await readMeta(db, 'grants');
  return {
    device,
    enrolled: enrolment && {
      person: enrolment.person,
      name: enrolment.name,
      serverName: enrolment.serverName,
      url: enrolment.url,
    },
    offer,
    roles: grants?.logs ?? {},
    people: await readPeople(db, live),
    simulatedOffline,
  };
};

/** Who is behind each device as headquarters says, and ourselves also before it said so. */
export async function readPeople(db: FieldDatabase, { device, enrolment }: LiveState): Promise<People> {
  const grants = await readMeta(db, 'grants');
  const self = enrolment && { [device]: { person: enrolment.person, name: enrolment.name } };
  return { ...self, ...grants?.devices };
}
