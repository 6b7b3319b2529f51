/**
 * Bounds of one text op (M4), whose bytes a pack bounds already. A page of 250 KiB that is pasted at once is some 25,000
 * runs; a text that 4,000 editing sessions wrote can still be deleted at once. `clock`: letters that one editing session
 * ever wrote into one text.
 */
export const textLimits = {
  structs: 65_536,
  deleteRanges: 65_536,
  clients: 4_096,
  clock: 2 ** 31,
} as const;
