import type { DeviceId } from '#domain/ids.ts';
import { readMeta } from '../meta.ts';
import type { ColleagueDevice } from '#domain/people/colleague-device.ts';
import type { Answer } from './question.ts';

/** Every device that headquarters names now but this one, with what this person knows of it. */
export const answerColleagueDevices: Answer<'colleagueDevices'> = async ({ db }) => {
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
