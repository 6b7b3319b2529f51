import { expect, test } from 'vitest';
import { civilDayMs } from '#base/civil-date.ts';
import { type DeviceContact, isSilentDevice } from '#domain/people/device-silence.ts';

const nowMs = 100 * civilDayMs;
const device = (
  silentDays: number | null,
  enrolledDays: number,
  state: DeviceContact['state'] = 'active',
) => ({
  state,
  lastContactAtMs: silentDays === null ? null : nowMs - silentDays * civilDayMs,
  enrolledAtMs: nowMs - enrolledDays * civilDayMs,
});

test('a laptop in use is silent after two weeks without contact, or since it was enrolled', () => {
  const laptops = [device(13.9, 50), device(14, 50), device(null, 13.9), device(null, 14)];
  expect(laptops.map((one) => isSilentDevice(one, nowMs))).toEqual([false, true, false, true]);
  expect(isSilentDevice(device(30, 50, 'revoked'), nowMs)).toBe(false);
});
