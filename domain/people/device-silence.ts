/** Field teams are out of reach for days as a rule; after two weeks somebody should ask. */
const longSilenceMs = 14 * 86_400_000;

/** Facts of a laptop that decide whether somebody should ask after it. */
export interface DeviceContact {
  readonly state: 'active' | 'revoked' | 'wipe';
  /** Null before its first contact. */
  readonly lastContactAtMs: number | null;
  readonly enrolledAtMs: number;
}

/** Return whether a laptop in use was without contact for two weeks, since it was enrolled or since the last one. */
export const isSilentDevice = (
  { state, lastContactAtMs, enrolledAtMs }: DeviceContact,
  nowMs: number,
): boolean => state === 'active' && nowMs - (lastContactAtMs ?? enrolledAtMs) >= longSilenceMs;
