import { expect, test, vi } from 'vitest';
import type { GrowthKind } from './world/growth.ts';
import { failuresAmong, firstSeedThat, seedsFrom } from './world/run-seeds.ts';

// Bugs that actors find which came after the first worlds; the world has this actor and little else.
const planted = vi.hoisted(() => ({
  bug: null as 'rows stay lost' | 'roles never end' | 'taken over twice' | 'key messages stay behind' | null,
}));

vi.mock(import('#renderer/store/journal/mirror-local-rows.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    restoreDeviceOnlyRows: async (...asked) =>
      planted.bug === 'rows stay lost' ? 0 : real.restoreDeviceOnlyRows(...asked),
  };
});

vi.mock(import('#server/admin/end-group-roles.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    endGroupRoles: async (...asked) => (planted.bug === 'roles never end' ? 0 : real.endGroupRoles(...asked)),
  };
});

vi.mock(import('#domain/request/request.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    readRequest: (document) => ({
      ...real.readRequest(document),
      ...(planted.bug === 'taken over twice' && { origin: null }),
    }),
  };
});

vi.mock(import('#domain/assessment/create-assessment.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    copiedValuesOf: (...asked) =>
      real
        .copiedValuesOf(...asked)
        .filter(([path]) => planted.bug !== 'key messages stay behind' || !path.startsWith('key-messages/')),
  };
});

/** Few enough that each is met again and again. */
const mostSeeds = 60;
const calm = {
  fate: 'none',
  faultKinds: [],
  hasProgramme: false,
  travels: false,
  erases: false,
  hasHostile: false,
  hasCore: false,
  hasEarlierClient: false,
} as const;

interface Case {
  readonly growth: readonly GrowthKind[];
  readonly bug: NonNullable<typeof planted.bug>;
  readonly faultKinds?: readonly ['databaseIsGone'];
}

test.each<[string, Case, Parameters<typeof firstSeedThat>[0]]>([
  [
    '[D2] rows of a laptop alone do not come back with a lost database',
    { growth: ['deviceRows'], bug: 'rows stay lost', faultKinds: ['databaseIsGone'] },
    'lost',
  ],
  ['[A3] a role by a group never ends', { growth: ['roleEnds'], bug: 'roles never end' }, 'after its end'],
  [
    '[A4] a request of a mission is at the desk twice',
    { growth: ['fieldRequests'], bug: 'taken over twice' },
    'in two places',
  ],
  [
    'key messages stay behind when their assessment moves',
    { growth: ['movedAssessments'], bug: 'key messages stay behind' },
    'lost',
  ],
])(
  'the simulation finds a planted bug: %s; without it the same worlds hold',
  async (name, { bug, ...more }, invariant) => {
    const world = { ...calm, ...more };
    planted.bug = bug;
    const found = await firstSeedThat(invariant, mostSeeds, world);
    planted.bug = null;
    console.log(`${name}: found after ${found} seeds`);
    expect(found).toBeLessThanOrEqual(mostSeeds);
    expect(await failuresAmong(seedsFrom(1, found), world)).toEqual([]);
  },
);
