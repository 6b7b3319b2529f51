import * as z from 'zod';
import { DeviceId, PersonId } from '../ids.ts';

/** One device that headquarters has named here, and what this person knows of it. */
const KnownDevice = z.readonly(
  z.object({
    person: PersonId,
    /** First answer of headquarters that named it, by this laptop's clock. */
    firstNamedAtMs: z.int().nonnegative(),
    /** The person of this laptop held its fingerprint against the device itself. */
    comparedAtMs: z.int().nonnegative().optional(),
    /** Its owner had another device before, and this person was not yet told. */
    isNew: z.literal(true).optional(),
  }),
);

/** Devices by id. Entries stay when headquarters names a device no more, so that it cannot come back unseen. */
export const KnownDevices = z.readonly(z.record(DeviceId, KnownDevice));
export type KnownDevices = z.infer<typeof KnownDevices>;

/** Owner of each device, as headquarters names it in this person's logs. */
export type NamedDevices = Readonly<Record<DeviceId, { readonly person: PersonId }>>;

/** Bound on remembered devices; later ones are shown as any colleague's, but not remembered. */
const mostKnown = 20_000;

/**
 * Adds the devices that an answer of headquarters names. A further device of a person who has one already is new to
 * this laptop: a colleague, or somebody in their name, writes with another key from now on.
 * @param known Devices named so far; undefined before the first answer, whose devices are all taken as known.
 * @param own Device of this vault, which is never new to its person.
 */
export function withNamedDevices(
  known: KnownDevices | undefined,
  named: NamedDevices,
  own: DeviceId,
  nowMs: number,
): KnownDevices {
  const owners = new Set(Object.values(known ?? {}).map(({ person }) => person));
  const next: Record<DeviceId, z.infer<typeof KnownDevice>> = { ...known };
  let count = Object.keys(next).length;
  // Keys of a parsed record are device ids; Object.entries forgets that.
  for (const [device, { person }] of Object.entries(named) as [DeviceId, NamedDevices[DeviceId]][]) {
    if (next[device] !== undefined || count >= mostKnown) continue;
    const isNew = device !== own && owners.has(person);
    next[device] = { person, firstNamedAtMs: nowMs, ...(isNew && { isNew }) };
    count += 1;
  }
  return next;
}

/** The devices, with this one marked as compared. An unknown one changes nothing. */
export function withCompared(known: KnownDevices, device: DeviceId, nowMs: number): KnownDevices {
  const entry = known[device];
  if (entry === undefined) return known;
  const { person, firstNamedAtMs } = entry;
  return { ...known, [device]: { person, firstNamedAtMs, comparedAtMs: nowMs } };
}

/** The devices, none of them new any more. */
export const withoutNew = (known: KnownDevices): KnownDevices =>
  Object.fromEntries(
    Object.entries(known).map(([device, { person, firstNamedAtMs, comparedAtMs }]) => [
      device,
      { person, firstNamedAtMs, ...(comparedAtMs !== undefined && { comparedAtMs }) },
    ]),
  );
