import { expect, test, vi } from 'vitest';
import type { DeviceId } from '#domain/ids.ts';
import type { ServerStore } from '#server/db/open-store.ts';
import type { FaultKind } from './faults/fault-kinds.ts';
import { type Planted, readsNewestFile } from './faults/planted-bugs.ts';
import type { GrowthKind } from './world/growth.ts';
import { failuresAmong, firstSeedThat, seedsFrom } from './world/run-seeds.ts';

// Bugs that actors find which came after the first worlds; the world has this actor and little else.
const planted = vi.hoisted(() => ({
  bug: null as
    | 'rows stay lost'
    | 'roles never end'
    | 'taken over twice'
    | 'key messages stay behind'
    | 'one place for all logs'
    | 'no transaction'
    | 'no attendance'
    | null,
}));

vi.mock(import('#renderer/store/journal/device-only-entries.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    restoreDeviceOnlyRows: async (...asked) =>
      planted.bug === 'rows stay lost' ? 0 : real.restoreDeviceOnlyRows(...asked),
  };
});

vi.mock(import('#server/auth/end-group-roles.ts'), async (original) => {
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

vi.mock(import('#server/log/read-entries.ts'), async (original) => {
  const real = await original();
  const latest = new Map<DeviceId, number>();
  return {
    ...real,
    readLogAnswer: async (store, entriesQuery, responseBudget) => {
      if (planted.bug !== 'one place for all logs')
        return real.readLogAnswer(store, entriesQuery, responseBudget);
      const since = Math.max(entriesQuery.since, latest.get(entriesQuery.asker) ?? 0);
      latest.set(entriesQuery.asker, since);
      return real.readLogAnswer(store, { ...entriesQuery, since }, responseBudget);
    },
  };
});

vi.mock(import('#server/log/append-pack.ts'), async (original) => {
  const real = await original();
  // All that is called of the store here.
  const committingEach = (store: ServerStore): ServerStore =>
    ({
      transaction: () => ({ execute: (run: (tx: ServerStore) => unknown) => run(store) }),
    }) as unknown as ServerStore;
  return {
    ...real,
    appendPack: async (store, verifiedPack) =>
      real.appendPack(planted.bug === 'no transaction' ? committingEach(store) : store, verifiedPack),
  };
});

vi.mock(import('#server/projections/document-rows.ts'), async (original) => {
  const real = await original();
  return {
    ...real,
    saveDocuments: async (tx, logId, changedDocuments) =>
      real.saveDocuments(
        tx,
        logId,
        changedDocuments.map((changedDocument) => ({
          ...changedDocument,
          registers: [...changedDocument.registers].filter(
            ([path]) => planted.bug !== 'no attendance' || !path.startsWith('attendance/'),
          ),
        })),
      ),
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
  /** In the product's own lines, or between two parts. */
  readonly bug: NonNullable<typeof planted.bug> | Planted;
  readonly faultKinds?: readonly FaultKind[];
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
  [
    '[S2] a place read in one mission counts in all',
    { growth: ['secondMission'], bug: 'one place for all logs' },
    'replicas differ',
  ],
  [
    '[S1] each statement for a pack commits by itself',
    { growth: ['powerCuts'], bug: 'no transaction' },
    'broken',
  ],
  [
    'headquarters leaves attendance out of its records',
    { growth: ['workshopFacts'], bug: 'no attendance' },
    'replicas differ',
  ],
  [
    '[D2] only the newest file of the journal is read',
    { growth: ['journalSizes'], bug: readsNewestFile, faultKinds: ['databaseIsGone', 'noNetwork'] },
    'lost',
  ],
])(
  'the simulation finds a planted bug: %s; without it the same worlds hold',
  async (name, { bug, ...more }, invariant) => {
    const world = { ...calm, ...more };
    const isBetween = typeof bug !== 'string';
    planted.bug = isBetween ? null : bug;
    const found = await firstSeedThat(invariant, mostSeeds, isBetween ? { ...world, planted: bug } : world);
    planted.bug = null;
    console.log(`${name}: found after ${found} seeds`);
    expect(found).toBeLessThanOrEqual(mostSeeds);
    expect(await failuresAmong(seedsFrom(1, found), world)).toEqual([]);
  },
);
