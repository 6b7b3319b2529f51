import type { MissionRow } from '#renderer/console/api/answers.ts';
import type { TableSort } from '#renderer/ui/table.tsx';

/** A mission (or the programme) as headquarters lists it. */
export type Mission = MissionRow;

/** The missions in the order of one column. Equal ones stay as headquarters sent them: newest change first. */
export function sortMissions(
  missions: readonly Mission[],
  { column, direction }: TableSort,
): readonly Mission[] {
  const compare = comparisons.get(column);
  if (!compare) return missions;
  const sign = direction === 'ascending' ? 1 : -1;
  return missions.toSorted((a, b) => sign * compare(a, b));
}

type Comparison = (a: Mission, b: Mission) => number;

const comparisons: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['title', (a, b) => a.title.localeCompare(b.title)],
  ['days', (a, b) => (a.from ?? '').localeCompare(b.from ?? '')],
  ['attention', (a, b) => a.conflicts - b.conflicts || a.held - b.held],
  ['changed', (a, b) => (a.changedAtMs ?? 0) - (b.changedAtMs ?? 0)],
]);

/**
 * What the list shows of the logs that are open to somebody: the programme's beside missions, and nothing when that is all,
 * for everybody is in the programme and it is no mission.
 */
export const listedMissions = (missions: readonly Mission[]): readonly Mission[] =>
  missions.some(({ kind }) => kind === 'mission') ? missions : [];
