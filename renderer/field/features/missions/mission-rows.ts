import type { Json } from '#domain/base/json.ts';
import type { MissionSummary } from '#renderer/store/store-api.ts';
import { addressOf } from '#renderer/field/app/route.ts';

/** A mission as the list shows it. */
export interface MissionRow {
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
}

/** The rows of the list, in the store's order. */
export const missionRowsOf = (missions: readonly MissionSummary[]): readonly MissionRow[] =>
  missions.map((mission) => ({
    id: mission.log,
    href: addressOf({ screen: 'mission', log: mission.log, tab: 'assessments' }),
    title: mission.title,
    status: mission.status,
    from: dayOf(mission.facts['from']),
    to: dayOf(mission.facts['to']),
    assessments: mission.assessments,
    workshops: mission.workshops,
    returned: mission.returned,
    conflicts: mission.conflicts,
    waiting: mission.waiting,
  }));

const dayOf = (value: Json | undefined): string | null => (typeof value === 'string' ? value : null);
