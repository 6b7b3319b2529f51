import type { DeviceRow } from '#renderer/console/api/answers.ts';
import type { TableSort } from '#renderer/ui/table.tsx';

/** How long a laptop has been silent, in the steps in which one asks about it. */
export type Silence = 'recent' | 'some' | 'long' | 'never';

/** A laptop as headquarters knows it. */
export interface Device extends DeviceRow {
  readonly silence: Silence;
}

const dayMs = 86_400_000;
/** Field teams are out of reach for days as a rule; after two weeks somebody should ask. */
const longSilenceMs = 14 * dayMs;

/** The devices with how long each has been silent, seen from `nowMs`, in the order of one column. */
export function listDevices(
  devices: readonly DeviceRow[],
  { column, direction }: TableSort,
  nowMs: number,
): readonly Device[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const compare = comparisons.get(column) ?? (() => 0);
  return devices
    .map((device) => ({ ...device, silence: silenceOf(device, nowMs) }))
    .toSorted((a, b) => sign * compare(a, b));
}

/** Should somebody ask after it? Those that were taken out of use are meant to be silent. */
export const isLongSilent = ({ state, silence }: Device): boolean =>
  state === 'active' && (silence === 'long' || silence === 'never');

/** What people call an operating system that calls itself otherwise. */
export const nameOfPlatform = (platform: string): string => platforms.get(platform) ?? platform;

const platforms: ReadonlyMap<string, string> = new Map([
  ['linux', 'Linux'],
  ['win32', 'Windows'],
  ['darwin', 'macOS'],
]);

function silenceOf({ lastContactAtMs }: DeviceRow, nowMs: number): Silence {
  if (lastContactAtMs === null) return 'never';
  const silentMs = nowMs - lastContactAtMs;
  if (silentMs < dayMs) return 'recent';
  return silentMs < longSilenceMs ? 'some' : 'long';
}

type Comparison = (a: DeviceRow, b: DeviceRow) => number;

const comparisons: ReadonlyMap<string, Comparison> = new Map<string, Comparison>([
  ['owner', (a, b) => a.owner.name.localeCompare(b.owner.name)],
  ['enrolled', (a, b) => a.enrolledAtMs - b.enrolledAtMs],
  ['waiting', (a, b) => (a.waiting?.ops ?? -1) - (b.waiting?.ops ?? -1)],
  // Never is longer ago than any time.
  ['contact', (a, b) => (a.lastContactAtMs ?? -1) - (b.lastContactAtMs ?? -1)],
]);
