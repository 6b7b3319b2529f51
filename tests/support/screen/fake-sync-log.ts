import type { StoreQueries } from '#renderer/store/store-api.ts';

/** The only sync of the fake store, which headquarters refused. */
export const fakeRuns: StoreQueries['syncRuns']['answer'] = [
  {
    startedAtMs: 1_000_000,
    endedAtMs: 1_004_000,
    outcome: 'refused',
    code: 'clock',
    roundTrips: 1,
    bytesUp: 400,
    bytesDown: 0,
    changesUp: 0,
    changesDown: 0,
  },
];

/** The only quarantined item. */
export const fakeParked: StoreQueries['parked']['answer'] = [
  { atMs: 1_000_000, what: 'ownPack', why: 'fork', text: '{}' },
];
