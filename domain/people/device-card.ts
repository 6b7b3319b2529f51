import * as z from 'zod';
import { ok, type Result, refuse } from '#base/result.ts';
import { DeviceId, PersonId } from '../ids.ts';

/**
 * Content of the QR code by which two people compare a device: `fieldbook:device?v=1&person=<uuid>&device=<32 hex digits>`.
 * A device id is a hash of the device's public key, so it is also the key's fingerprint.
 */
export const DeviceCard = z.readonly(z.object({ person: PersonId, device: DeviceId }));
export type DeviceCard = z.infer<typeof DeviceCard>;

/** `foreign`: not a code of this kind. `newer`: this kind, in a form of a later version. */
type DeviceCardRefusal = 'foreign' | 'newer';

const deviceCardPattern = /^fieldbook:device\?v=1&person=([^&]*)&device=([^&]*)$/;

const otherDeviceCardPattern = /^fieldbook:device\?v=(?!1(&|$))\d+(&|$)/;

/** Text for the QR code. */
export const deviceCardText = ({ person, device }: DeviceCard): string =>
  `fieldbook:device?v=1&person=${person}&device=${device}`;

/** Reads a scanned text. */
export function parseDeviceCard(text: string): Result<DeviceCard, DeviceCardRefusal> {
  if (otherDeviceCardPattern.test(text)) return refuse('newer');
  const [, person, device] = deviceCardPattern.exec(text) ?? [];
  const card = DeviceCard.safeParse({ person, device });
  return card.success ? ok(card.data) : refuse('foreign');
}

/**
 * Result of comparing a colleague's card with the devices that headquarters names. `unknown`: it is not named here.
 * `otherPerson`: it is named as somebody else's.
 */
export type DeviceCardComparison = 'matches' | 'unknown' | 'otherPerson';

/** @param named Owner of each device, as headquarters named it. */
export function compareDeviceCard(
  { person, device }: DeviceCard,
  named: Readonly<Record<DeviceId, { readonly person: PersonId } | undefined>>,
): DeviceCardComparison {
  const owner = Object.hasOwn(named, device) ? named[device] : undefined;
  if (owner === undefined) return 'unknown';
  return owner.person === person ? 'matches' : 'otherPerson';
}

const fingerprintGroupDigits = 5;

const fingerprintDigits = 40;

/**
 * Fingerprint of a device's key that people read to each other. 128 bits in decimal, eight groups of five digits.
 * Digits are the same in every language of the app.
 */
export function deviceFingerprint(deviceId: DeviceId): readonly string[] {
  const digits = BigInt(`0x${deviceId}`).toString().padStart(fingerprintDigits, '0');
  return Array.from({ length: fingerprintDigits / fingerprintGroupDigits }, (_, group) =>
    digits.slice(group * fingerprintGroupDigits, (group + 1) * fingerprintGroupDigits),
  );
}
