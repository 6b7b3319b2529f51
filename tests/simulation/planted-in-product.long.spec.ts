import { expect, test, vi } from 'vitest';
import { failuresAmong, firstSeedThat, seedsFrom } from './world/run-seeds.ts';

// Bugs of the product's own lines, between no two parts: a function is another one while `planted` says so.
const planted = vi.hoisted(() => ({
  bug: null as
    | 'endless relay'
    | 'unsent erased'
    | 'unsent taken off'
    | 'removal hides all'
    | 'erased and kept'
    | 'replaced to come'
    | 'repeats everything'
    | null,
}));

vi.mock(import('#renderer/store/receive/relay.ts'), async (original) => {
  const real = await original();
  const { readPackBefore: packBefore, readPacksFrom: packsFrom } = await import(
    '#renderer/store/db/pack-chain.ts'
  );
  /** The former code: the last pack of a chain was sent although it could prove nothing about the doubtful part. */
  const canPushAnything: typeof real.canPush = async (db, logId, deviceId, remoteVector) => {
    const lastPackRow = await packBefore(db, logId, deviceId, Number.MAX_SAFE_INTEGER);
    if (lastPackRow === undefined) return false;
    const beyond = Math.min(remoteVector[deviceId] ?? 0, lastPackRow.first - 1);
    const [firstPackRow] = await packsFrom(db, logId, deviceId, beyond, 0);
    return firstPackRow !== undefined && firstPackRow.first <= beyond + 1;
  };
  return {
    ...real,
    canPush: (...asked) => (planted.bug === 'endless relay' ? canPushAnything : real.canPush)(...asked),
  };
});

vi.mock(import('#renderer/store/recovery/adopt-identity.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    adoptDeviceIdentity: async (parts, successorIdentity, chains) =>
      real.adoptDeviceIdentity(
        parts,
        successorIdentity,
        planted.bug === 'repeats everything' ? new Map() : chains,
      ),
  };
});

vi.mock(import('#renderer/store/retention/unsent-changes.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    readUnsent: async (...asked) =>
      planted.bug === 'unsent erased' ? { unsent: 0, fate: 'goes' } : real.readUnsent(...asked),
    readLacking: async (...asked) =>
      planted.bug === 'unsent taken off' ? { unsent: 0, isLacking: false } : real.readLacking(...asked),
  };
});

vi.mock(import('#domain/document/removal-conflicts.ts'), async (original) => {
  const real = await original();
  const { isItemRemoved } = await import('#domain/document/document.ts');
  // Each export by itself: their calls of each other go past a mock.
  return {
    ...real,
    removalConflictOf: (...asked) =>
      planted.bug === 'removal hides all' ? null : real.removalConflictOf(...asked),
    removalConflictPaths: (...asked) =>
      planted.bug === 'removal hides all' ? [] : real.removalConflictPaths(...asked),
    isRemovedWithoutConflict: (...asked) =>
      planted.bug === 'removal hides all' ? isItemRemoved(...asked) : real.isRemovedWithoutConflict(...asked),
  };
});

vi.mock(import('#domain/kinds/admit-op.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    admitValue: (...asked) =>
      planted.bug === 'replaced to come' ? { ok: true, value: asked[0] } : real.admitValue(...asked),
  };
});

vi.mock(import('#renderer/store/journal/scrub-erased.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    scrubErased: async (parts) => {
      if (planted.bug !== 'erased and kept') await real.scrubErased(parts);
    },
  };
});

/** Nothing but the years goes wrong: they cost many starts of each laptop. */
const calm = {
  fate: 'none',
  faultKinds: [],
  travels: false,
  erases: false,
  hasHostile: false,
  hasCore: false,
} as const;

/** Few enough that each is met again and again. */
const mostSeeds = 100;

test.each([
  [
    '[P3] a pack that proves nothing is sent for ever',
    'endless relay',
    { fate: 'headquarters', hasProgramme: false },
    'no rest',
  ],
  [
    '[E 9] a mission is erased that has changes which were never sent',
    'unsent erased',
    { ...calm, hasProgramme: true },
    'lost',
  ],
  [
    '[E 6] a mission is taken off that has changes which were never sent',
    'unsent taken off',
    { fate: 'none', hasProgramme: false, travels: true },
    'lost',
  ],
  [
    '[M5] a removal hides what its writer had not seen',
    'removal hides all',
    { fate: 'none', hasProgramme: false },
    'silently overwritten',
  ],
  [
    '[E 8] what headquarters erased stays in the journal',
    'erased and kept',
    { fate: 'none', hasProgramme: false, erases: true },
    'came back',
  ],
  [
    '[M2] a value that a hostile member has named as replaced is dead on arrival',
    'replaced to come',
    { fate: 'none', hasProgramme: false, hasHostile: true },
    'silently overwritten',
  ],
  [
    '[P2] a restored backup repeats what headquarters has',
    'repeats everything',
    { fate: 'restored', hasProgramme: false },
    'false conflict',
  ],
] as const)(
  'the simulation finds a bug of the product: %s; without it the same worlds hold',
  async (_, bug, world, invariant) => {
    planted.bug = bug;
    const found = await firstSeedThat(invariant, mostSeeds, world);
    planted.bug = null;
    expect(found).toBeLessThanOrEqual(mostSeeds);
    expect(await failuresAmong(seedsFrom(1, found), world)).toEqual([]);
  },
);
