import type { JsonValue } from '#base/json.ts';
import type { LogId } from '#domain/ids.ts';
import type { FrameMission } from '#renderer/field/app/frame/frame-context.tsx';
import { fieldAddressOf, missionHomeTab } from '#renderer/field/parts/field-route.ts';
import type { MissionSummary, StoreSession } from '#renderer/store/api/store-api.ts';

/** A mission as the list shows it. */
export interface MissionListRow {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  readonly status: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly assessments: number;
  readonly workshops: number;
  /** Assessments that headquarters has returned. */
  readonly returned: number;
  readonly conflicts: number;
  readonly waiting: number;
  /** Nothing of it is here yet. */
  readonly isAwaited: boolean;
}

/** Changes of each mission that headquarters does not have yet. */
export const waitingByMission = (missions: readonly MissionSummary[]): Readonly<Record<LogId, number>> =>
  Object.fromEntries(missions.map(({ log, waiting }) => [log, waiting]));

/** The rows of the list, in the store's order. */
export const missionRowsOf = (
  missions: readonly FrameMission[],
  roles: StoreSession['roles'],
  waiting: Readonly<Record<LogId, number>>,
): readonly MissionListRow[] =>
  missions.map((mission) => ({
    id: mission.log,
    href: fieldAddressOf({
      screen: 'mission',
      log: mission.log,
      tab: missionHomeTab(roles[mission.log] ?? []),
    }),
    title: mission.title,
    status: mission.status,
    from: dayOrNull(mission.facts['from']),
    to: dayOrNull(mission.facts['to']),
    assessments: mission.assessments,
    workshops: mission.workshops,
    returned: mission.returned,
    conflicts: mission.conflicts,
    waiting: waiting[mission.log] ?? 0,
    isAwaited: mission.receivedRecords === 0,
  }));

const dayOrNull = (value: JsonValue | undefined): string | null => (typeof value === 'string' ? value : null);

/** Missions of which headquarters has more than this laptop, while they arrive for the first time. */
export interface ArrivingMissions {
  /** Missions that are here whole, of all. */
  readonly done: number;
  readonly all: number;
  /** Records of the others that are here. */
  readonly records: number;
}

/** Progress of the first arrival; null once all missions are here. */
export function arrivingMissionsOf(missions: readonly FrameMission[]): ArrivingMissions | null {
  const arriving = missions.filter(({ receivedRecords }) => receivedRecords !== undefined);
  if (arriving.length === 0) return null;
  return {
    done: missions.length - arriving.length,
    all: missions.length,
    records: arriving.reduce((sum, { receivedRecords = 0 }) => sum + receivedRecords, 0),
  };
}
