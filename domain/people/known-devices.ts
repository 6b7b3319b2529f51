import * as z from 'zod';
import { DeviceId, PersonId } from '../ids.ts';

/** A device that headquarters names in this person's logs. Its id is the fingerprint of its key. */
export interface ColleagueDevice {
  readonly device: DeviceId;
  readonly person: PersonId;
  readonly name: string;
  /** Another device of this vault's own person. */
  readonly isOwn: boolean;
  /** First answer of headquarters that named it here; null where that was not recorded. */
  readonly firstNamedAtMs: number | null;
  /** Time at which this person compared its fingerprint; null: never. */
  readonly comparedAtMs: number | null;
  /** Its owner wrote with another device before, and this person did not get the notice yet. */
  readonly isNew: boolean;
}

/** Person behind a device. */
export interface DeviceOwner {
  readonly person: PersonId;
  readonly name: string;
  /** Name of the laptop from its enrolment; absent where headquarters does not give it. */
  readonly laptop?: string | undefined;
}

/** One device that headquarters has named here, and this person's knowledge of it. */
const KnownDevice = z.readonly(
  z.object({
    person: PersonId,
    /** First answer of headquarters that named it, by this laptop's clock. */
    firstNamedAtMs: z.int().nonnegative(),
    /** Time at which the person of this laptop compared its fingerprint with the device itself. */
    comparedAtMs: z.int().nonnegative().optional(),
    /** Its owner had another device before, and this person did not get the notice yet. */
    isNew: z.literal(true).optional(),
  }),
);

/** Devices by id. An entry is kept when headquarters no longer names the device, so it cannot come back unseen. */
export const KnownDevices = z.readonly(z.record(DeviceId, KnownDevice));
export type KnownDevices = z.infer<typeof KnownDevices>;

/** Owner of each device, as headquarters names it in this person's logs. */
export type NamedDeviceOwners = Readonly<Record<DeviceId, { readonly person: PersonId }>>;

/** Bound on remembered devices; later ones are shown as any colleague's, but not remembered. */
const maximumKnownDevices = 20_000;

/**
 * Add the devices that an answer of headquarters names. A further device of a known person is new to this laptop.
 * From now on a colleague, or somebody in their name, writes with another key.
 * @param knownDevices Devices named so far; undefined before the first answer. All devices of that answer count as known.
 * @param ownDeviceId Device of this vault, which is never new to its person.
 */
export function addNamedDevices(
  knownDevices: KnownDevices | undefined,
  namedDeviceOwners: NamedDeviceOwners,
  ownDeviceId: DeviceId,
  nowMs: number,
): KnownDevices {
  const owners = new Set(Object.values(knownDevices ?? {}).map(({ person }) => person));
  const next: Record<DeviceId, z.infer<typeof KnownDevice>> = { ...knownDevices };
  let count = Object.keys(next).length;
  // Keys of a parsed record are device ids; Object.entries forgets that.
  for (const [deviceId, { person }] of Object.entries(namedDeviceOwners) as [
    DeviceId,
    NamedDeviceOwners[DeviceId],
  ][]) {
    if (next[deviceId] !== undefined || count >= maximumKnownDevices) continue;
    const isNew = deviceId !== ownDeviceId && owners.has(person);
    next[deviceId] = { person, firstNamedAtMs: nowMs, ...(isNew && { isNew }) };
    count += 1;
  }
  return next;
}

/** Mark this device as compared. An unknown one changes nothing. */
export function markAsCompared(knownDevices: KnownDevices, deviceId: DeviceId, nowMs: number): KnownDevices {
  const entry = knownDevices[deviceId];
  if (entry === undefined) return knownDevices;
  const { person, firstNamedAtMs } = entry;
  return { ...knownDevices, [deviceId]: { person, firstNamedAtMs, comparedAtMs: nowMs } };
}

/** Return the devices, none of them marked as new. */
export const clearNewMarks = (knownDevices: KnownDevices): KnownDevices =>
  Object.fromEntries(
    Object.entries(knownDevices).map(([device, { person, firstNamedAtMs, comparedAtMs }]) => [
      device,
      { person, firstNamedAtMs, ...(comparedAtMs !== undefined && { comparedAtMs }) },
    ]),
  );

/** Reason to revoke a laptop. Published: append, never rename; the audit trail has them. */
export const RevokeReason = z.enum(['lost', 'stolen', 'seized', 'given-back', 'other']);
export type RevokeReason = z.infer<typeof RevokeReason>;

const lossReasons: ReadonlySet<RevokeReason> = new Set<RevokeReason>(['lost', 'stolen', 'seized']);

/**
 * Return whether the laptop is in unknown hands. Then it is an incident, which is recorded within 24 hours
 * (docs/requirements.md E6).
 */
export const isDeviceLoss = (revokeReason: RevokeReason): boolean => lossReasons.has(revokeReason);

const incidentReportDueMs = 24 * 60 * 60 * 1000;

/** Time at which a loss was noticed. Both null where nobody knows. */
interface LossNoticeTime {
  readonly atMs: number | null;
  /** True when it was recorded too late. */
  readonly isLate: boolean | null;
}

/** Nobody notices a loss after reporting it: a clock that is ahead counts as now. */
export function lossNoticeTimeOf(saidMs: number | null, nowMs: number): LossNoticeTime {
  if (saidMs === null) return { atMs: null, isLate: null };
  const atMs = Math.min(saidMs, nowMs);
  return { atMs, isLate: nowMs - atMs > incidentReportDueMs };
}
