import { addressOf } from '#renderer/field/app/route.ts';
import type { Whereabouts } from '#renderer/store/store-api.ts';
import type { RecordRow } from './rows.ts';

/** The records of one mission, those that wait first, then the latest. */
export interface MissionRecords {
  readonly log: string;
  readonly mission: string;
  readonly records: readonly RecordRow[];
}

/**
 * Records by mission, in the order in which their missions first appear. A mission in which nobody has written its title
 * bears the one that headquarters opened it under: `missions` has it.
 */
export function groupByMission(
  records: readonly Whereabouts[],
  missions: readonly { readonly log: string; readonly title: string }[] = [],
): readonly MissionRecords[] {
  const logs = [...new Set(records.map(({ log }) => log))];
  return logs.map((log) => {
    const ofMission = records.filter((record) => record.log === log);
    return {
      log,
      mission: ofMission[0]?.mission || (missions.find((mission) => mission.log === log)?.title ?? ''),
      records: ofMission
        .map((record) => ({ ...record, href: hrefOf(record) }))
        .toSorted((a, b) => rank(b) - rank(a) || b.changedAtMs - a.changedAtMs),
    };
  });
}

const rank = ({ waiting, heldAtHeadquarters }: RecordRow): number =>
  waiting > 0 ? 2 : heldAtHeadquarters > 0 ? 1 : 0;

function hrefOf({ kind, log, doc }: Whereabouts): string {
  if (kind === 'assessment') return addressOf({ screen: 'assessment', log, doc });
  if (kind === 'workshop') return addressOf({ screen: 'workshop', log, doc });
  return addressOf({ screen: 'mission', log, tab: kind === 'action-plan' ? 'plan' : 'assessments' });
}
