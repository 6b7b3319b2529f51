import type { Instrument } from '../instrument.ts';

/** The instrument as it is published: one whose author names no version is the first. */
export const withVersion = (instrument: Instrument): Instrument =>
  instrument.version === '' ? { ...instrument, version: '1' } : instrument;
