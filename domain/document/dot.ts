import * as z from 'zod';
import type { DeviceId } from '../ids.ts';

/** Largest number of an op within its device's log: 15 digits. */
export const maximumOpNumber = 999_999_999_999_999;

/** The name of an op within its log: `device.n`, with n = 1, 2, 3, ... without holes. */
export const Dot = z
  .string()
  .regex(/^[0-9a-f]{32}\.[1-9][0-9]{0,14}$/)
  .brand<'Dot'>();
export type Dot = z.infer<typeof Dot>;

// Built from parts that were parsed already, so the pattern holds.
export const dotOf = (device: DeviceId, n: number): Dot => `${device}.${n}` as Dot;
export const deviceOfDot = (dot: Dot): DeviceId => dot.slice(0, 32) as DeviceId;
export const numberOfDot = (dot: Dot): number => Number(dot.slice(33));
