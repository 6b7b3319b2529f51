import { type Dot, deviceOf } from '#domain/document/dot.ts';
import type { LogId } from '#domain/ids.ts';
import { mayRelease } from '#domain/people/permit.ts';
import { readMeta } from '../meta.ts';
import { readOwnDevice } from './own-device.ts';
import type { Sources } from './question.ts';
import { readPeople } from './session.ts';

/**
 * J5: which held ops this person sees: their own, and all where they may release. Packs come whole, with what is held
 * in them; every view asks here before it tells of it.
 */
export async function readSeesHeld(sources: Sources): Promise<(log: LogId, dot: Dot) => boolean> {
  const { db, live } = sources;
  const own = await readOwnDevice(sources);
  const people = await readPeople(db, live);
  const self = people[own]?.person;
  const roles = (await readMeta(db, 'grants'))?.logs ?? {};
  return (log, dot) => {
    const device = deviceOf(dot);
    // A former identity (P2) is another device of the same person.
    const isOwn = device === own || (self !== undefined && people[device]?.person === self);
    return isOwn || mayRelease(roles[log] ?? []);
  };
}
