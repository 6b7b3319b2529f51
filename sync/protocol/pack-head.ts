import * as z from 'zod';
import { DeviceId, LogId } from '#domain/ids.ts';
import { Sha256 } from './hash.ts';
import { limits } from './limits.ts';

/**
 * What a payload must say of itself before its device signs it. Its ops are not read here: one that headquarters refuses
 * is signed too, so that it is parked with the reason and stops no other log.
 */
const PackHead = z.looseObject({
  v: z.literal(1),
  log: LogId,
  device: DeviceId,
  first: z.int().positive(),
  prev: Sha256,
  ops: z.looseObject({ v: z.array(z.unknown()).min(1) }),
});

/** Far above a pack, which headquarters refuses beyond `packBytes` with a word to the person. */
const mostLetters = 4 * limits.packBytes;

/**
 * Is this text the payload of a pack of this device (P1)? The device's key signs requests, renewals and enrolments as
 * well; none of these texts is JSON, so what holds here is none of them.
 */
export function isPayloadOf(device: DeviceId, text: string): boolean {
  if (text.length > mostLetters) return false;
  try {
    const head = PackHead.safeParse(JSON.parse(text));
    return head.success && head.data.device === device;
  } catch {
    return false;
  }
}
