import * as z from 'zod';
import { ok, refuse, type Result } from '../base/result.ts';
import { DeviceId, PersonId } from '../ids.ts';

/**
 * Content of the QR code by which two people compare a device: `fieldbook:device?v=1&person=<uuid>&device=<32 hex digits>`.
 * A device id is a hash of the device's public key, so it is also the key's fingerprint.
 */
export const DeviceCard = z.readonly(z.object({ person: PersonId, device: DeviceId }));
export type DeviceCard = z.infer<typeof DeviceCard>;

/** `foreign`: not a code of this kind. `newer`: this kind, in a form of a later version. */
export type DeviceCardRefusal = 'foreign' | 'newer';

const currentForm = /^fieldbook:device\?v=1&person=([^&]*)&device=([^&]*)$/;
const otherForm = /^fieldbook:device\?v=(?!1(&|$))\d+(&|$)/;

/** Text for the QR code. */
export const deviceCardText = ({ person, device }: DeviceCard): string =>
  `fieldbook:device?v=1&person=${person}&device=${device}`;

/** Reads a scanned text. */
export function readDeviceCard(text: string): Result<DeviceCard, DeviceCardRefusal> {
  if (otherForm.test(text)) return refuse('newer');
  const [, person, device] = currentForm.exec(text) ?? [];
  const card = DeviceCard.safeParse({ person, device });
  return card.success ? ok(card.data) : refuse('foreign');
}

/**
 * Result of holding a colleague's card against headquarters' word: `matches`, `unknown` (headquarters has not named this
 * device here) or `otherPerson` (headquarters names somebody else).
 */
export type CardComparison = 'matches' | 'unknown' | 'otherPerson';

/** @param named Owner of each device, as headquarters named it. */
export function compareCard(
  { person, device }: DeviceCard,
  named: Readonly<Record<DeviceId, { readonly person: PersonId } | undefined>>,
): CardComparison {
  const owner = Object.hasOwn(named, device) ? named[device] : undefined;
  if (owner === undefined) return 'unknown';
  return owner.person === person ? 'matches' : 'otherPerson';
}

const groupDigits = 5;
const allDigits = 40;

/**
 * Fingerprint of a device's key for people to read to each other: its 128 bits in decimal, eight groups of five digits.
 * Digits are the same in every language of the app.
 */
export function deviceFingerprint(device: DeviceId): readonly string[] {
  const digits = BigInt(`0x${device}`).toString().padStart(allDigits, '0');
  return Array.from({ length: allDigits / groupDigits }, (_, group) =>
    digits.slice(group * groupDigits, (group + 1) * groupDigits),
  );
}
