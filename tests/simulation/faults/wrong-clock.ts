import type { Random } from '#tests/support/random/random.ts';

export const minuteMs = 60_000;
const yearMs = 365 * 24 * 60 * minuteMs;

/** Milliseconds by which a clock is off that somebody has set to another year. */
export const wrongClock = (random: Random): number => random.between(-20, 20) * yearMs;
