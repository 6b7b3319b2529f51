import type { RecordRow } from './rows.ts';

/** The records of one mission, those that wait first, then the latest. */
export interface MissionRecords {
  readonly log: string;
  readonly mission: string;
  readonly records: readonly RecordRow[];
}

/** Records by mission, in the order in which their missions first appear. */
export function groupByMission(records: readonly RecordRow[]): readonly MissionRecords[] {
  const logs = [...new Set(records.map(({ log }) => log))];
  return logs.map((log) => {
    const ofMission = records.filter((record) => record.log === log);
    return {
      log,
      mission: ofMission[0]?.mission ?? '',
      records: ofMission.toSorted((a, b) => rank(b) - rank(a) || b.changedAtMs - a.changedAtMs),
    };
  });
}

const rank = ({ waiting, heldAtHeadquarters }: RecordRow): number =>
  waiting > 0 ? 2 : heldAtHeadquarters > 0 ? 1 : 0;
