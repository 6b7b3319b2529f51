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
export const waitingByMission = (
  missionSummaries: readonly MissionSummary[],
): Readonly<Record<LogId, number>> =>
  Object.fromEntries(missionSummaries.map(({ log, waiting }) => [log, waiting]));

/** The rows of the list, in the store's order. */
export const missionRowsOf = (
  frameMissions: readonly FrameMission[],
  roles: StoreSession['roles'],
  waitingLogId: Readonly<Record<LogId, number>>,
): readonly MissionListRow[] =>
  frameMissions.map((frameMission) => ({
    id: frameMission.log,
    href: fieldAddressOf({
      screen: 'mission',
      log: frameMission.log,
      tab: missionHomeTab(roles[frameMission.log] ?? []),
    }),
    title: frameMission.title,
    status: frameMission.status,
    from: dayOrNull(frameMission.facts['from']),
    to: dayOrNull(frameMission.facts['to']),
    assessments: frameMission.assessments,
    workshops: frameMission.workshops,
    returned: frameMission.returned,
    conflicts: frameMission.conflicts,
    waiting: waitingLogId[frameMission.log] ?? 0,
    isAwaited: frameMission.receivedRecords === 0,
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
export function arrivingMissionsOf(frameMissions: readonly FrameMission[]): ArrivingMissions | null {
  const arriving = frameMissions.filter(({ receivedRecords }) => receivedRecords !== undefined);
  if (arriving.length === 0) return null;
  return {
    done: frameMissions.length - arriving.length,
    all: frameMissions.length,
    records: arriving.reduce((sum, { receivedRecords = 0 }) => sum + receivedRecords, 0),
  };
}
